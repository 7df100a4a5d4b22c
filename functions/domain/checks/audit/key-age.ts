import { DEFAULT_MAX_AGE_DAYS, dayOf } from '../../facts/age-days.ts';
import type { AuditEvidence } from '../../model/audit-evidence.ts';
import { count } from '../../text/count.ts';
import type { AuditCheck, AuditResult } from './audit-check.ts';
import { judgeListedKey } from './judge-listed-key.ts';
import type { KeyFacts } from './key-facts.ts';

/** The key is not older than declared; where nobody declared a limit, the default one only warns. */
export const keyAge: AuditCheck = {
  id: 'key.age',
  title: 'The key in the secret is not older than credential.maxAgeDays',
  judge: (evidence) => [judgeKeyAge(evidence)],
};

/** The one result of {@link keyAge}. */
export function judgeKeyAge(evidence: AuditEvidence): AuditResult {
  return judgeListedKey(evidence, {
    property: 'age',
    judge: (_, facts) => judgeAge(facts, evidence),
  });
}

function judgeAge(facts: KeyFacts, { expectation }: AuditEvidence): AuditResult {
  const { maxAgeDays: declared } = expectation.credential;
  const { apiKeySid, ageDays, createdAt } = facts;
  if (ageDays === undefined || createdAt === undefined) {
    const message = `${apiKeySid}: Twilio gave no creation date that can be believed`;
    return { status: 'inconclusive', message, ...facts };
  }
  const limit = declared ?? DEFAULT_MAX_AGE_DAYS;
  const limitText = `${count(limit, 'day')} ${declared === undefined ? 'by default' : 'as declared'}`;
  const age = `${apiKeySid} was created ${dayOf(createdAt)}, ${count(ageDays, 'day')} ago`;
  if (ageDays <= limit) return { status: 'pass', message: `${age}; limit ${limitText}`, ...facts };
  return {
    status: declared === undefined ? 'warn' : 'fail',
    message: `${age}: older than ${limitText}`,
    ...facts,
  };
}
