import type { Credential } from '../model/credential.ts';

/** `API key SK…`, `the Auth Token of account AC…`: SIDs of a parsed credential have the right form. */
export function credentialName(credential: Credential): string {
  switch (credential.kind) {
    case 'api-key':
      return `API key ${credential.apiKeySid}`;
    case 'auth-token':
      return `the Auth Token of account ${credential.accountSid}`;
    case 'oauth-client':
      return `OAuth client ${credential.clientId}`;
  }
}
