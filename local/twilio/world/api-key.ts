import type { TwilioRegion } from './account.ts';

/** The three key types of Twilio's console. */
export const KEY_TYPES = ['main', 'standard', 'restricted'] as const;

/** What a key may do. No field of a key tells Main from Standard: only behaviour does. */
export type KeyType = (typeof KEY_TYPES)[number];

/**
 * An API key. It acts in its own account and Region only.
 *
 * `allow` counts for Restricted keys: permissions of the form `/twilio/{product}/{resource}/{action}`,
 * for example `/twilio/api/incoming-phone-numbers/list`; `list` and `read` are separate.
 */
export interface ApiKey {
  readonly sid: string;
  readonly secret: string;
  readonly accountSid: string;
  readonly keyType: KeyType;
  readonly allow: readonly string[];
  readonly region: TwilioRegion;
  readonly friendlyName: string;
  readonly createdAt: Date;
}
