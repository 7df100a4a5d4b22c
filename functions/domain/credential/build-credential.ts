import type { Credential, HeldKind } from '../model/credential.ts';
import type { CredentialField } from '../model/format-issue.ts';
import { Redacted } from '../model/redacted.ts';

/** The text of every field a kind needs; the others may be left out. */
export type FieldTexts = Readonly<Partial<Record<CredentialField, string>>>;

/**
 * Puts the fields of one kind together. The caller has judged them: the result is only as
 * well-formed as they are, and a field left out becomes empty.
 */
export function buildCredential(kind: HeldKind, texts: FieldTexts): Credential {
  const { accountSid = '', apiKeySid = '', apiKeySecret = '' } = texts;
  const { authToken = '', clientId = '', clientSecret = '' } = texts;
  switch (kind) {
    case 'api-key':
      return { kind, accountSid, apiKeySid, apiKeySecret: new Redacted(apiKeySecret) };
    case 'auth-token':
      return { kind, accountSid, authToken: new Redacted(authToken) };
    case 'oauth-client': {
      const client = { kind, clientId, clientSecret: new Redacted(clientSecret) } as const;
      return accountSid === '' ? client : { ...client, accountSid };
    }
  }
}
