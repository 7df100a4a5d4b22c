import type { Redacted } from './redacted.ts';

/** The kinds a configuration can declare. `test` is an Auth Token pair that Twilio answers with 20008. */
export type CredentialKind = 'api-key' | 'auth-token' | 'oauth-client' | 'test';

/** Kinds as messages call them, article included. */
export const KIND_NAMES: Readonly<Record<CredentialKind, string>> = {
  'api-key': 'an API key',
  'auth-token': 'an Auth Token',
  'oauth-client': 'an OAuth client',
  test: 'test credentials',
};

/** The kinds a secret can hold. Test credentials look exactly like an Auth Token. */
export type HeldKind = Exclude<CredentialKind, 'test'>;

/** The kinds without their article, in the middle of a sentence. */
export const CREDENTIAL_NOUNS: Readonly<Record<HeldKind, string>> = {
  'api-key': 'API key',
  'auth-token': 'Auth Token',
  'oauth-client': 'OAuth client',
};

/** What an API key may do. Only behaviour separates Main from Standard; no field does. */
export type KeyType = 'main' | 'standard' | 'restricted';

/** A credential whose every part has the right form. Nothing here says that Twilio accepts it. */
export type Credential = ApiKeyCredential | AuthTokenCredential | OAuthClientCredential;

export interface ApiKeyCredential {
  readonly kind: 'api-key';
  /** The Account SID in the secret beside the key (`AC` + 32 hex). */
  readonly accountSid: string;
  /** `SK` + 32 hex; Main, Standard and Restricted keys look alike. */
  readonly apiKeySid: string;
  readonly apiKeySecret: Redacted<string>;
  /** AWS's `validationUrl` beside it, where it is a URL that may be asked: of the form of `PROBE_URL`. */
  readonly validationUrl?: string | undefined;
}

export interface AuthTokenCredential {
  readonly kind: 'auth-token';
  readonly accountSid: string;
  readonly authToken: Redacted<string>;
}

export interface OAuthClientCredential {
  readonly kind: 'oauth-client';
  /** `OQ` + 32 characters. */
  readonly clientId: string;
  readonly clientSecret: Redacted<string>;
  readonly accountSid?: string | undefined;
}
