import type { VersionStage } from './ports.ts';
import type { TwilioReply } from './twilio-api.ts';

/** What identifies a question as data: its kind, and what it is about. */
export interface QuestionId {
  readonly kind: string;
  readonly subject?: string | undefined;
}

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
  | {
      readonly kind: 'nothing-to-try';
      readonly reason: string;
      /** It holds the very value that was tried. */
      readonly isSame?: true | undefined;
    }
  /** A resource that the environment declares is in `accountSid`, by the account in the body. */
  | { readonly kind: 'found'; readonly accountSid: string; readonly reply: TwilioReply }
  /** What the policy of a Restricted key allows, in Twilio's words; absent where the key has none, as any other. */
  | {
      readonly kind: 'policy';
      readonly allow?: readonly string[] | undefined;
      readonly reply: TwilioReply;
    }
  | { readonly kind: 'metadata'; readonly metadata: SecretMetadata }
  /** The secret that was not found is in these Regions: itself or a replica. At least one. */
  | { readonly kind: 'located'; readonly regions: readonly string[] };

/** A follow-up question that was asked. */
export interface FollowUpRecord {
  readonly question: QuestionId;
  readonly outcome: FollowUpOutcome;
  /** Replies before the one in the outcome, where it took several. */
  readonly earlier?: readonly TwilioReply[] | undefined;
}

/** What DescribeSecret answers, none of it secret. Times are ISO 8601, UTC. */
export interface SecretMetadata {
  /** Where the secret is: the Region that answered, the primary one, and those of usable replicas. */
  readonly regions?: readonly string[] | undefined;
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
