import type { Credential, HeldKind } from './credential.ts';
import type { CredentialField, FormatIssue } from './format-issue.ts';
import type { Redacted } from './redacted.ts';

/**
 * What parsing one secret payload gave: plain data, safe to print (values are {@link Redacted}).
 *
 * - `parsed`: every field has the right form; `warnings` may still name oddities.
 * - `malformed`: the fields are there, at least one has the wrong form. `values` keeps the raw
 *   fields for later probes (a trimmed value, for example).
 * - `missing-fields`: JSON, but no complete credential. `missing` names what the nearest kind lacks;
 *   `found` holds only names this program knows, since a stray key could itself be a secret.
 * - `not-json`: `detail` says what it looks like (empty, plain text, an array…), never its content.
 */
export type CredentialParse = ParsedCredential | MalformedCredential | MissingFields | NotJson;

export interface ParsedCredential {
  readonly outcome: 'parsed';
  readonly credential: Credential;
  readonly warnings: readonly FormatIssue[];
  /** Why the `validationUrl` beside an API key may not be asked; it matters to a Restricted key alone. */
  readonly urlFault?: UrlFault | undefined;
}

/** What is wrong with a field that is no part of the credential. */
export type UrlFault = Omit<FormatIssue, 'field'>;

export interface MalformedCredential {
  readonly outcome: 'malformed';
  readonly kind: HeldKind;
  readonly issues: readonly FormatIssue[];
  /** Only SIDs of the right form are here: anything else could be a secret in the wrong field. */
  readonly sids: { readonly accountSid?: string; readonly apiKeySid?: string };
  readonly values: Readonly<Partial<Record<CredentialField, Redacted<string>>>>;
}

export interface MissingFields {
  readonly outcome: 'missing-fields';
  readonly nearestKind: HeldKind;
  readonly found: readonly string[];
  readonly missing: readonly string[];
  /** How many keys the secret has that this program does not know. */
  readonly unknownFieldCount: number;
  /** Where the fields seem to be, for the end of a sentence: names of fields, and no value. */
  readonly hint?: string | undefined;
  /** The `secret.fields` that would find them all; absent where none would. */
  readonly mapping?: Readonly<Partial<Record<CredentialField, string>>> | undefined;
}

/**
 * The Auth Token of a secret by itself, as webhook signatures need it beside an API key.
 *
 * - `parsed`: it has the right form; `warnings` may still name oddities.
 * - `malformed`: it is there in another form.
 * - `missing`: no field of that name; `jsonField` is the one it is looked for under first.
 */
export type AuthTokenParse =
  | {
      readonly outcome: 'parsed';
      readonly value: Redacted<string>;
      readonly warnings: readonly FormatIssue[];
    }
  | { readonly outcome: 'malformed'; readonly issues: readonly FormatIssue[] }
  | { readonly outcome: 'missing'; readonly jsonField: string };

export interface NotJson {
  readonly outcome: 'not-json';
  readonly detail: string;
}
