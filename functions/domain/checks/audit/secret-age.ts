import { ageDays, DEFAULT_MAX_AGE_DAYS, dayOf } from '../../facts/age-days.ts';
import type { AuditEvidence } from '../../model/audit-evidence.ts';
import { count } from '../../text/count.ts';
import type { AuditCheck, AuditResult } from './audit-check.ts';

/**
 * The secret was changed within the limit. Any change counts with AWS, one of its settings too: so this
 * shows that what it holds is at least so old, never how young it is. It is all there is for an Auth
 * Token, of which Twilio tells no date.
 */
export const secretAge: AuditCheck = {
  id: 'secret.age',
  title: 'The secret was changed within credential.maxAgeDays',
  judge: (evidence) => [judgeAge(evidence)],
};

function judgeAge({ metadata, asOf, expectation, parse }: AuditEvidence): AuditResult {
  const changedAt = metadata?.lastChangedAt;
  const days = changedAt === undefined ? undefined : ageDays(changedAt, asOf);
  if (changedAt === undefined || days === undefined) {
    const message = 'when the secret was last changed is not known: DescribeSecret told no date';
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
        ageDays: days,
      }
    : { status: 'pass', message: `${changed} (its settings count too)`, ageDays: days };
}
