import { accountResource } from '../../facts/answer-bodies.ts';
import type { TwilioReply } from '../../model/twilio-api.ts';

/** What a reply shows of an account, in words. */
export function accountInWords(reply: TwilioReply): string | undefined {
  const account = accountResource(reply);
  if (account === undefined) return undefined;
  const { sid, status, type, ownerSid } = account;
  const shown = [status ?? 'of no status', type, ownerSid && `owned by ${ownerSid}`];
  return `account ${sid} is ${shown.filter((part) => part !== undefined).join(', ')}`;
}
