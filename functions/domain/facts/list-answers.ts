import { sameSid } from '../credential/same-sid.ts';
import type { JsonObject } from '../model/twilio-api.ts';
import { isObject } from './answer-bodies.ts';

/** Whether a product's page is the last one: what is not on it is then nowhere. */
export function isWhole({ meta }: JsonObject): boolean {
  return !isObject(meta) || typeof meta['next_page_url'] !== 'string';
}

/** Whether the body, or an entry of a list, names this account. */
export function ownedBy({ account_sid: owner }: JsonObject, accountSid: string): boolean {
  return typeof owner === 'string' && sameSid(owner, accountSid);
}
