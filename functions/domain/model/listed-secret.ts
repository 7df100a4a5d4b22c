import type { CallOptions } from './ports.ts';

/** A secret as ListSecrets shows it, without its value. */
export interface ListedSecret {
  readonly name: string;
  /** AWS's managed external secret type, for example `TwilioAuthToken`. */
  readonly managedType?: string | undefined;
  readonly description: string;
  readonly tags: readonly { readonly key: string; readonly value: string }[];
  /** It is planned for deletion: since when, ISO 8601. */
  readonly deletedAt?: string | undefined;
}

/** Which secrets are listed; default: all that are not planned for deletion. */
export interface SecretQuery {
  /** How their names begin; those planned for deletion are then listed too. */
  readonly prefix?: string | undefined;
  readonly region?: string | undefined;
  /** A role to assume in their AWS account. */
  readonly roleArn?: string | undefined;
}

/**
 * Lists secrets, page by page, without their values. Throws `PreflightError` `fleet.unavailable` with AWS's
 * words where the list does not come to its end: what was listed so far is then not all.
 */
export type SecretList = (query: SecretQuery, options: CallOptions) => AsyncIterable<ListedSecret>;
