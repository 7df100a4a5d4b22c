import type { ListedKey } from '../../../../../functions/domain/model/audit-evidence.ts';
import type { TwilioReply } from '../../../../../functions/domain/model/twilio-api.ts';
import { resource } from '../../twilio-replies.ts';

/** A page of an account's keys; `next` is the number of the page after it. */
export function keysPage(
  accountSid: string,
  keys: readonly Partial<ListedKey>[] = [],
  next?: number,
): TwilioReply {
  const path = `/2010-04-01/Accounts/${accountSid}/Keys.json`;
  return resource({
    keys: keys.map(({ sid, label, createdAt, updatedAt }) => ({
      sid,
      friendly_name: label ?? null,
      date_created: dateOf(createdAt),
      date_updated: dateOf(updatedAt),
    })),
    uri: `${path}?PageSize=200`,
    next_page_uri: next === undefined ? null : `${path}?PageSize=200&Page=${next}`,
  });
}

/** The SID of a key by a number. */
export function keySid(number: number): string {
  return `SK${number.toString(16).padStart(32, '0')}`;
}

function dateOf(moment: string | undefined): string | null {
  return moment === undefined ? null : new Date(moment).toUTCString().replace('GMT', '+0000');
}
