import type { TwilioRegion } from './expectation.ts';
import type { TwilioReply, VersionStage } from './ports.ts';

/**
 * One further question of the differential diagnosis. Each is read-only, costs at most one question
 * to Twilio, and separates one cause from the rest.
 *
 * - `secret-metadata`: DescribeSecret: stages, rotation, last change. Asks Twilio nothing.
 * - `version:STAGE`: read that version and try its credential as the environment's own.
 * - `repaired`: try the malformed credential cleaned, or its swapped values put back.
 * - `other-sid`: the SID in the secret is not the declared one: try a key under the SID beside it, an
 *   Auth Token as the declared account.
 * - `parent-account`: try an Auth Token as the declared owner's.
 * - `whoami`: which account an API key belongs to, by a resource without an account in its path.
 * - `account-of:NAME`: try an API key under, an Auth Token as, the account of another environment.
 * - `region:REGION`: try the credential in another Twilio Region.
 */
export type InquiryId =
  | 'secret-metadata'
  | `version:${VersionStage}`
  | 'repaired'
  | 'other-sid'
  | 'parent-account'
  | 'whoami'
  | `account-of:${string}`
  | `region:${TwilioRegion}`;

/** What an inquiry found. Only `accepted` and `refused` come from Twilio's own parsed answer. */
export type InquiryOutcome =
  /** Twilio served the credential as `accountSid`. */
  | {
      readonly kind: 'accepted';
      readonly accountSid: string;
      readonly reply: TwilioReply;
      readonly versionId?: string;
    }
  | { readonly kind: 'refused'; readonly reply: TwilioReply; readonly versionId?: string }
  /** It could not be asked, or the answer says nothing: the verdict stands as it was. */
  | { readonly kind: 'undecided'; readonly reason: string; readonly reply?: TwilioReply }
  /** There is nothing to try: no such version, the same value as the one in use. */
  | { readonly kind: 'nothing-to-try'; readonly reason: string }
  | { readonly kind: 'metadata'; readonly metadata: SecretMetadata };

export interface InquiryRecord {
  readonly id: InquiryId;
  readonly outcome: InquiryOutcome;
}

/** What DescribeSecret tells, none of it secret. Times are ISO 8601, UTC. */
export interface SecretMetadata {
  /** Version ids by the stage that names them. */
  readonly stages: Readonly<Partial<Record<VersionStage, string>>>;
  readonly lastChangedAt?: string;
  readonly lastRotatedAt?: string;
  /** On or before this date the next rotation takes place; absent where rotation is off. */
  readonly nextRotationAt?: string;
  readonly rotationEnabled: boolean;
  /** AWS's managed external secret type, for example `TwilioAuthToken`. */
  readonly managedType?: string;
}

/** Bounds of the further questions of one environment (contract 5). */
export const INQUIRY_BOUNDS = { twilioRequests: 12, limitMs: 20_000 } as const;
