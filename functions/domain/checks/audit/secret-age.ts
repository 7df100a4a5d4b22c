import { ageDays, DEFAULT_MAX_AGE_DAYS, dayOf } from '../../facts/age-days.ts';
import type { Facts } from '../../facts/facts.ts';
import type { CheckResult } from '../../model/check-result.ts';
import { count } from '../../text/count.ts';
import type { Check } from '../check.ts';

/**
 * The secret was changed within the limit. Any change counts with AWS, one of its settings too: so this
 * shows that what it holds is at least so old, never how young it is. It is all there is for an Auth
 * Token, of which Twilio gives no date.
 */
export const secretAge: Check = {
  id: 'secret.age',
  title: 'The secret was changed within credential.maxAgeDays',
  tier: 'audit',
  judge: judgeAge,
};

function judgeAge({ evidence }: Facts): CheckResult {
  const { audit, asOf, expectation, parse } = evidence;
  const changedAt = audit?.metadata?.lastChangedAt;
  const days = changedAt === undefined ? undefined : ageDays(changedAt, asOf);
  if (changedAt === undefined || days === undefined) {
    const message = 'when the secret was last changed is not known: DescribeSecret gave no date';
    return { status: 'inconclusive', message };
  }
  const limit = expectation.credential.maxAgeDays ?? DEFAULT_MAX_AGE_DAYS;
  const isToken = parse?.outcome === 'parsed' && parse.credential.kind === 'auth-token';
  const what = isToken ? '; Twilio tells no date of an Auth Token, which is at least as old' : '';
  const changed = `last changed ${dayOf(changedAt)}, ${count(days, 'day')} ago`;
  return days > limit
    ? {
        status: 'warn',
        message: `${changed}: more than ${count(limit, 'day')}${what}`,
        about: { ageDays: days },
      }
    : { status: 'pass', message: `${changed} (its settings count too)`, about: { ageDays: days } };
}
