import { DEFAULT_MAX_AGE_DAYS, dayOf } from '../../facts/age-days.ts';
import type { CheckResult, KeyFacts } from '../../model/check-result.ts';
import type { EnvironmentExpectation } from '../../model/expectation.ts';
import { count } from '../../text/count.ts';
import { type Check, ONLY_WARNS } from '../check.ts';
import { judgeListedKey } from './judge-listed-key.ts';

/** The key is not older than declared; where no limit is declared, the default one only warns. */
export const keyAge: Check = {
  id: 'key.age',
  title: 'The key in the secret is not older than credential.maxAgeDays',
  tier: 'audit',
  inGate: { setting: 'maxAgeDays', counts: ONLY_WARNS },
  judge: (facts) =>
    judgeListedKey(facts, {
      property: 'age',
      judge: ({ sid }, about) => judgeAge(sid, about, facts.evidence.expectation),
    }),
};

function judgeAge(
  sid: string,
  { ageDays, createdAt }: KeyFacts,
  { credential: { maxAgeDays: declared } }: EnvironmentExpectation,
): CheckResult {
  if (ageDays === undefined || createdAt === undefined) {
    const message = `${sid}: Twilio gave no creation date that can be believed`;
    return { status: 'inconclusive', message };
  }
  const limit = declared ?? DEFAULT_MAX_AGE_DAYS;
  const limitText = `${count(limit, 'day')} ${declared === undefined ? 'by default' : 'as declared'}`;
  const age = `${sid} was created ${dayOf(createdAt)}, ${count(ageDays, 'day')} ago`;
  if (ageDays <= limit) return { status: 'pass', message: `${age}; limit ${limitText}` };
  const status = declared === undefined ? 'warn' : 'fail';
  return { status, message: `${age}: older than ${limitText}` };
}
