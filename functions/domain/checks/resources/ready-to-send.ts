import type { Facts } from '../../facts/facts.ts';
import type { NeedFact } from '../../facts/sending/sending-facts.ts';
import { type CheckResult, skipped } from '../../model/check-result.ts';
import type { Check, Judgement } from '../check.ts';

/**
 * What `sendsTo` needs is in place. The permissions name no account, so they are read with the account's own
 * credential and with no other. What a credential may not read is skipped, with the permission, and so is what
 * Twilio does not have in the Region.
 */
export const readyToSend: Check<Judgement> = {
  id: 'resources.ready-to-send',
  title: 'What sending to the declared countries needs is in place',
  tier: 'resources',
  judge: ({ sending, proof, evidence }: Facts): Judgement => {
    if (sending.needs.length === 0) return [];
    const { sid } = evidence.expectation.account;
    if (proof.outcome !== 'proven' || proof.accountSid !== sid) {
      return skipped(`only a credential that is proven to be of ${sid} shows its permissions`);
    }
    const { needs } = sending;
    const unread = needs.filter(({ state }) => state === 'no-permission');
    const unserved = needs.filter(({ state }) => state === 'not-in-region');
    const read = needs.filter((need) => !unread.includes(need) && !unserved.includes(need));
    const isJudged = read.some(({ state }) => state !== 'says-nothing');
    return [
      ...(isJudged ? [judge(read, sending.notes)] : []),
      ...(unread.length === 0 ? [] : [notReadable(unread)]),
      ...(unserved.length === 0 ? [] : [skipped(`not checked: ${listed(unserved)}`)]),
    ];
  },
};

function judge(needs: readonly NeedFact[], notes: readonly string[]): CheckResult {
  const durationMs = Math.max(0, ...needs.map(({ by }) => by?.durationMs ?? 0));
  const unmet = needs.filter(({ state }) => state === 'unmet');
  if (unmet.length > 0) return { status: 'fail', message: listed(unmet), durationMs };
  const open = needs.filter(({ state }) => state === 'unknown' || state === 'refused');
  if (open.length > 0) return { status: 'inconclusive', message: listed(open), durationMs };
  const met = listed(needs.filter(({ state }) => state === 'met'));
  const message = [met, ...notes, "permissions as the account's own credential shows them"];
  return { status: 'pass', message: message.filter((one) => one !== '').join('; '), durationMs };
}

function notReadable(needs: readonly NeedFact[]): CheckResult {
  const named = needs.map(({ what, found }) => `${what} (${found})`).join('; ');
  return skipped(`the credential may not read ${named}`);
}

function listed(needs: readonly NeedFact[]): string {
  return needs.map(({ what, found }) => `${what}: ${found}`).join('; ');
}
