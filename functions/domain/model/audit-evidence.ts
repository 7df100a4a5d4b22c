import type { CredentialParse } from './credential-parse.ts';
import type { SecretEvidence } from './evidence.ts';
import type { EnvironmentExpectation } from './expectation.ts';
import type { SecretMetadata } from './inquiry.ts';
import type { ListedKey } from './listed-key.ts';
import type { VersionStage } from './ports.ts';

/** Everything that was seen for the key audit of one environment, as plain data for pure checks. */
export interface AuditEvidence {
  readonly expectation: EnvironmentExpectation;
  /** When it was seen: ages are counted up to it. ISO 8601, UTC. */
  readonly asOf: string;
  readonly secret: SecretEvidence;
  /** Absent when the secret could not be read. */
  readonly parse?: CredentialParse;
  /** Absent where DescribeSecret was denied or gave no answer. */
  readonly metadata?: SecretMetadata;
  readonly listing: KeyListing;
  /** Every key that a declared secret holds, the auditor's too. */
  readonly held: readonly HeldKey[];
  /** Secrets that could not be looked into: `staging (access-denied)`. What they hold is not known. */
  readonly unread: readonly string[];
}

/** A key and the declared secret that holds it. */
export interface HeldKey {
  readonly sid: string;
  /** The name of an environment, or `the auditor`. */
  readonly holder: string;
  readonly versionStage: VersionStage;
}

/**
 * The keys of an account.
 *
 * - `listed`: as Twilio gave them, each once. `missing` says why the list does not end with them.
 * - `failed`: nobody could list them; `reason` says who was tried and what came of it.
 * - `none`: there can be no keys, and nobody was asked.
 */
export type KeyListing =
  | {
      readonly outcome: 'listed';
      readonly keys: readonly ListedKey[];
      /** Who was asked as: `the auditor`. */
      readonly asker: string;
      /** The SID that it was asked with, where known: an account's, or a key's. */
      readonly askerSid?: string;
      readonly missing?: string;
    }
  | { readonly outcome: 'failed' | 'none'; readonly reason: string };
