import type { SecretMetadata } from './follow-up.ts';
import type { VersionStage } from './ports.ts';

/** What the key audit sees of an environment that a gate does not ask for. */
export interface AuditEvidence {
  /** Absent where DescribeSecret was denied or gave no answer. */
  readonly metadata?: SecretMetadata | undefined;
  readonly listing: KeyListing;
  /** Every key that a declared secret holds, the auditor's too. */
  readonly held: readonly HeldKey[];
  /** Secrets that could not be read: `staging (access-denied)`. Which keys they hold is not known. */
  readonly unread: readonly string[];
}

/** A key and the declared secret that holds it. */
export interface HeldKey {
  readonly sid: string;
  /** The name of an environment, or `the auditor`. */
  readonly holder: string;
  readonly versionStage: VersionStage;
}

/** One API key as Twilio lists it: there is no last-used date, and no field tells its type. */
export interface ListedKey {
  readonly sid: string;
  /** Its friendly name as it was given, up to 64 characters of anything; absent where it has none. */
  readonly label?: string;
  /** ISO 8601, UTC; absent where Twilio gave no date that can be read. */
  readonly createdAt?: string;
  readonly updatedAt?: string;
}

/**
 * The keys of an account.
 *
 * - `listed`: as Twilio gave them, each once. `missing` says why the list does not end with them.
 * - `failed`: no credential could list them; `reason` says which were tried and what came of it.
 * - `none`: there can be no keys, and nothing was asked.
 * - `not-asked`: a gate had no credential to ask with.
 */
export type KeyListing = (
  | {
      readonly outcome: 'listed';
      readonly keys: readonly ListedKey[];
      /** Who was asked as: `the auditor`. */
      readonly asker: string;
      /** The SID that it was asked with, where known: an account's, or a key's. */
      readonly askerSid?: string;
      readonly missing?: string;
    }
  | { readonly outcome: 'failed' | 'none' | 'not-asked'; readonly reason: string }
) & {
  /** Time of a gate's one answer. */
  readonly durationMs?: number;
};
