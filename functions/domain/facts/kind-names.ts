import type { CredentialKind } from '../model/credential.ts';

/** Kinds as they are called in messages, article included. */
export const KIND_NAMES: Readonly<Record<CredentialKind, string>> = {
  'api-key': 'an API key',
  'auth-token': 'an Auth Token',
  'oauth-client': 'an OAuth client',
  test: 'test credentials',
};
