import type { ListedKey } from '../../twilio/key-page.ts';
import type { AuditCheck, AuditResult } from '../audit-check.ts';
import type { AuditEvidence } from '../audit-evidence.ts';
import { type KeyFacts, keyFacts } from '../key-facts.ts';
import { ownKey } from '../own-key.ts';

/** The key's friendly name begins as declared; says nothing where no prefix is declared. */
export const keyLabel: AuditCheck = {
  id: 'key.label',
  title: "The key's friendly name begins with credential.labelPrefix",
  judge: (evidence) => {
    const { labelPrefix } = evidence.expectation.credential;
    return labelPrefix === undefined ? [] : [judgeKeyLabel(evidence, labelPrefix)];
  },
};

/** The one result of {@link keyLabel} for a declared prefix. */
export function judgeKeyLabel(evidence: AuditEvidence, labelPrefix: string): AuditResult {
  const own = ownKey(evidence);
  switch (own.outcome) {
    case 'open':
      return own.result;
    case 'absent':
      return {
        status: 'skipped',
        message: `${own.sid} is not a key of the account: it has no label there`,
        apiKeySid: own.sid,
      };
    case 'listed':
      return judgeLabel(own.key, labelPrefix, keyFacts(own.key, evidence));
  }
}

function judgeLabel({ sid, label }: ListedKey, prefix: string, facts: KeyFacts): AuditResult {
  const name = facts.label === undefined ? 'has no label' : `is labelled "${facts.label}"`;
  if (label?.startsWith(prefix) === true) {
    return { status: 'pass', message: `${sid} ${name}`, ...facts };
  }
  return {
    status: 'fail',
    message: `${sid} ${name}; declared is a label that begins with "${prefix}"`,
    ...facts,
  };
}
