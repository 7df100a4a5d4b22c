import type { TwilioRegion } from './expectation.ts';
import type { TwilioReply, VersionStage } from './ports.ts';

/**
 * A question that is asked only because something is wrong, as data. Each is read-only, costs at most
 * one question to Twilio, and separates one cause from the rest.
 *
 * - `secret-metadata`: DescribeSecret: stages, rotation, last change. Asks Twilio nothing.
 * - `version`: read the version with this stage and try its credential as the environment's own.
 * - `repaired`: try the malformed credential cleaned, or its swapped values put back.
 * - `other-sid`: the SID in the secret is not the declared one: try a key under the SID beside it, an
 *   Auth Token as the declared account.
 * - `parent-account`: try an Auth Token as the declared owner's.
 * - `whoami`: which account an API key belongs to, by a resource without an account in its path.
 * - `account-of`: try an API key under, an Auth Token as, the account of this environment.
 * - `region`: try the credential in this Twilio Region.
 */
export type FollowUp =
  | {
      readonly kind: 'secret-metadata' | 'repaired' | 'other-sid' | 'parent-account' | 'whoami';
      readonly subject?: undefined;
    }
  | { readonly kind: 'version'; readonly subject: VersionStage }
  | { readonly kind: 'account-of'; readonly subject: string }
  | { readonly kind: 'region'; readonly subject: TwilioRegion };

/** What came of it. Only `accepted` and `refused` come from Twilio's own parsed answer. */
export type FollowUpOutcome =
  /** Twilio served the credential as `accountSid`. */
  | {
      readonly kind: 'accepted';
      readonly accountSid: string;
      readonly reply: TwilioReply;
      readonly versionId?: string;
    }
  | { readonly kind: 'refused'; readonly reply: TwilioReply; readonly versionId?: string }
  /** It could not be asked, or the answer says nothing: the verdict stays as it was. */
  | { readonly kind: 'undecided'; readonly reason: string; readonly reply?: TwilioReply }
  /** There is nothing to try: no such version, the same value as the one in use. */
  | { readonly kind: 'nothing-to-try'; readonly reason: string }
  | { readonly kind: 'metadata'; readonly metadata: SecretMetadata };

/** A follow-up question that was asked. */
export interface FollowUpRecord {
  readonly question: FollowUp;
  readonly outcome: FollowUpOutcome;
}

/** What DescribeSecret answers, none of it secret. Times are ISO 8601, UTC. */
export interface SecretMetadata {
  /** Version ids by the stage that names them. */
  readonly stages: Readonly<Partial<Record<VersionStage, string>>>;
  readonly lastChangedAt?: string | undefined;
  readonly lastRotatedAt?: string | undefined;
  /** On or before this date the next rotation takes place; absent where rotation is off. */
  readonly nextRotationAt?: string | undefined;
  readonly rotationEnabled: boolean;
  /** AWS's managed external secret type, for example `TwilioAuthToken`. */
  readonly managedType?: string | undefined;
}

/** Bounds of the follow-up questions of one environment: requests with their retries, and time. */
export const FOLLOW_UP_BOUNDS = { twilioRequests: 12, limitMs: 20_000 } as const;
