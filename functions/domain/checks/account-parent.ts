import type { Facts } from '../facts/facts.ts';
import { type CheckResult, skipped } from '../model/check-result.ts';
import type { Check } from './check.ts';

/** The account's owner is the declared parent; equal to the account itself means a top-level account. */
export const accountParent: Check = {
  id: 'account.parent',
  title: "The account's owner is the declared parent",
  tier: 'live',
  judge: ({ account, evidence }: Facts): CheckResult => {
    const { parentSid, sid } = evidence.expectation.account;
    if (parentSid === undefined) return skipped('the configuration declares no parentSid');
    if (!account.known) return account.result;
    const { ownerSid } = account.account;
    const { durationMs } = account;
    if (ownerSid === undefined) {
      const message = `Twilio's answer names no owner of ${sid}`;
      return {
        status: 'inconclusive',
        message,
        expected: parentSid,
        found: 'no owner',
        durationMs,
      };
    }
    if (ownerSid === parentSid) {
      const message =
        parentSid === sid ? `${sid} is a top-level account` : `${sid} belongs to ${parentSid}`;
      return { status: 'pass', message, durationMs };
    }
    const expected = parentSid === sid ? 'a top-level account' : parentSid;
    const found = ownerSid === sid ? 'a top-level account' : ownerSid;
    const message = `expected ${described(expected)}, found ${described(found)}`;
    return { status: 'fail', message, expected, found, durationMs };
  },
};

function described(owner: string): string {
  return owner.startsWith('AC') ? `owner ${owner}` : owner;
}
