import { parseCredential } from '../../functions/domain/credential/parse-credential.ts';
import type { CredentialKind, KeyType } from '../../functions/domain/model/credential.ts';
import type { SecretReference } from '../../functions/domain/model/expectation.ts';
import type { Redacted } from '../../functions/domain/model/redacted.ts';

/** What a secret holds, as far as a configuration declares it: no value, and no SID of the secret. */
export interface Holding {
  readonly kind?: CredentialKind | undefined;
  readonly keyType?: KeyType | undefined;
  /** Names of fields, where they are not the accepted ones. */
  readonly fields?: SecretReference['fields'];
}

const MANAGED_TYPES: Readonly<Record<string, Holding>> = {
  TwilioApiKey: { kind: 'api-key' },
  TwilioMainApiKey: { kind: 'api-key', keyType: 'main' },
  TwilioAuthToken: { kind: 'auth-token' },
};

/** What AWS's managed external secret types hold; undefined for any other type. */
export function holdingOfType(managedType: string | undefined): Holding | undefined {
  return managedType !== undefined && Object.hasOwn(MANAGED_TYPES, managedType)
    ? MANAGED_TYPES[managedType]
    : undefined;
}

/**
 * What the fields of a secret say, by their names; undefined where they are not those of a Twilio
 * credential. A client id and client secret may be those of any service: the form of the id decides.
 * `fields` are names other than the accepted ones; found by themselves where absent.
 */
export function holdingOf(
  payload: Redacted<string>,
  fields?: Holding['fields'],
): Holding | undefined {
  const parse = parseCredential(payload, { declaredKind: 'api-key', fields });
  switch (parse.outcome) {
    case 'parsed':
      return { kind: parse.credential.kind, fields };
    case 'malformed':
      return parse.kind === 'oauth-client' ? undefined : { kind: parse.kind, fields };
    case 'missing-fields':
      return fields === undefined && parse.mapping !== undefined
        ? holdingOf(payload, parse.mapping)
        : undefined;
    case 'not-json':
      return undefined;
  }
}
