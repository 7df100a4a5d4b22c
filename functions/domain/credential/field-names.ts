import type { SecretReference } from '../model/expectation.ts';
import type { CredentialField } from '../model/format-issue.ts';

/** For each field, the keys of the secret's JSON it is looked for under, first match first. */
export type FieldNames = Readonly<Record<CredentialField, readonly string[]>>;

/**
 * Names accepted without a mapping: AWS's managed external secrets, then the names of Twilio's
 * own examples, then snake_case.
 */
const KEY_NAMES: FieldNames = {
  accountSid: ['accountSid', 'TWILIO_ACCOUNT_SID', 'account_sid'],
  apiKeySid: ['apiKeySid', 'TWILIO_API_KEY_SID', 'TWILIO_API_KEY', 'api_key_sid'],
  apiKeySecret: ['apiKeySecret', 'TWILIO_API_KEY_SECRET', 'TWILIO_API_SECRET', 'api_key_secret'],
  authToken: ['authToken', 'TWILIO_AUTH_TOKEN', 'auth_token'],
  clientId: ['clientId', 'client_id'],
  clientSecret: ['clientSecret', 'client_secret'],
};

/**
 * The same with the API key of AWS's `TwilioMainApiKey` shape. A set of its own, not more names
 * for one field: a secret may hold both keys, and a SID of one with the secret of the other is no
 * credential.
 */
const ADMIN_KEY_NAMES: FieldNames = {
  ...KEY_NAMES,
  apiKeySid: ['adminKeySid', 'admin_key_sid'],
  apiKeySecret: ['adminKeySecret', 'admin_key_secret'],
};

/** Known, and of no use here yet. */
const IGNORED_NAMES = ['validationUrl', 'validation_url'] as const;

/** The names to look under, for an ordinary API key and for an admin key. */
export interface NameSets {
  readonly key: FieldNames;
  readonly adminKey: FieldNames;
  /** Every name that may be printed and is not counted as unknown. */
  readonly known: ReadonlySet<string>;
}

/**
 * The accepted names, with a configured mapping applied: a mapped field is looked for under its
 * mapped name and no other. Known names stay known, mapped or not.
 */
export function nameSets(mapping: SecretReference['fields'] = {}): NameSets {
  const mapped: Partial<Record<CredentialField, readonly string[]>> = {};
  for (const [field, name] of Object.entries(mapping)) mapped[field as CredentialField] = [name];
  return {
    key: { ...KEY_NAMES, ...mapped },
    adminKey: { ...ADMIN_KEY_NAMES, ...mapped },
    known: new Set([
      ...Object.values(KEY_NAMES).flat(),
      ...Object.values(ADMIN_KEY_NAMES).flat(),
      ...IGNORED_NAMES,
      ...Object.values(mapping),
    ]),
  };
}
