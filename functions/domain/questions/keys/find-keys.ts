import { isDenied } from '../../facts/answers.ts';
import { describeUnproven } from '../../facts/describe-reply.ts';
import type { KeyListing } from '../../model/audit-evidence.ts';
import type { TwilioQuestion, TwilioReply } from '../../model/twilio-api.ts';
import type { KeyAsker } from './key-askers.ts';
import { listKeys } from './list-keys.ts';

/**
 * The keys of an account, as the first of the askers sees them that Twilio lets. One whom Twilio denies
 * makes room for the next; after any other answer no other credential is tried, since during an outage that
 * would only be more questions without answer.
 */
export async function findKeys(
  accountSid: string,
  askers: readonly KeyAsker[],
  ask: (question: TwilioQuestion) => Promise<TwilioReply>,
): Promise<KeyListing> {
  const reasons: string[] = [];
  for (const asker of askers) {
    if ('unable' in asker) {
      reasons.push(`${asker.name}: ${asker.unable}`);
      continue;
    }
    const list = await listKeys(accountSid, asker.as, ask);
    if (list.outcome === 'listed') {
      return { ...list, asker: asker.name, askerSid: asker.as.credential.username };
    }
    reasons.push(`${asker.name}: ${describeUnproven(list.reply)}`);
    if (!isDenied(list.reply)) break;
  }
  return { outcome: 'failed', reason: reasons.join('; ') };
}
