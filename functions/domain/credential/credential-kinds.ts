import type { Credential, CredentialKind, HeldKind } from '../model/credential.ts';
import type { CredentialField } from '../model/format-issue.ts';
import { Redacted } from '../model/redacted.ts';

/** The fields without which a kind is not complete. The default kind comes first. */
export const REQUIRED_FIELDS: Readonly<Record<HeldKind, readonly CredentialField[]>> = {
  'api-key': ['accountSid', 'apiKeySid', 'apiKeySecret'],
  'auth-token': ['accountSid', 'authToken'],
  'oauth-client': ['clientId', 'clientSecret'],
};

/** The kind to parse a secret as; `missing` is empty when it is complete. */
export interface KindChoice {
  readonly kind: HeldKind;
  readonly missing: readonly CredentialField[];
}

/**
 * Chooses among the kinds a secret may hold: the declared one if it is complete, else another
 * complete one, else the one most of whose own fields are there. The Account SID decides nothing,
 * since two kinds have it. Ties go to the declared kind.
 */
export function chooseKind(
  declaredKind: CredentialKind,
  present: ReadonlySet<CredentialField>,
): KindChoice {
  // Test credentials are an Auth Token pair; only Twilio's answer shows it.
  let nearest: HeldKind = declaredKind === 'test' ? 'auth-token' : declaredKind;
  for (const kind of Object.keys(REQUIRED_FIELDS) as HeldKind[]) {
    if (rank(kind, present) > rank(nearest, present)) nearest = kind;
  }
  return { kind: nearest, missing: missingFields(nearest, present) };
}

function rank(kind: HeldKind, present: ReadonlySet<CredentialField>): number {
  if (missingFields(kind, present).length === 0) return Number.POSITIVE_INFINITY;
  const own = REQUIRED_FIELDS[kind].filter((field) => field !== 'accountSid');
  return own.filter((field) => present.has(field)).length;
}

function missingFields(
  kind: HeldKind,
  present: ReadonlySet<CredentialField>,
): readonly CredentialField[] {
  return REQUIRED_FIELDS[kind].filter((field) => !present.has(field));
}

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
