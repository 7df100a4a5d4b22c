import type { Redacted } from './redacted.ts';

/** What a reply of Twilio's token endpoint has beside its body. */
export interface AccessGrant {
  readonly isGrant?: boolean | undefined;
  /** The asker takes it out before the reply becomes evidence. */
  readonly accessToken?: Redacted<string> | undefined;
  /** The account that the access token names; Twilio does not document it: a hint, and no proof. */
  readonly tokenAccountSid?: string | undefined;
}
