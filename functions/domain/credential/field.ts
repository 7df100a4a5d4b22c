import type { CredentialField } from '../model/format-issue.ts';

/** Everything this program knows of one field of a credential. */
export interface FieldSpec {
  /** Without its article: `Account SID`. Each takes "an". */
  readonly title: string;
  /** Keys of the secret's JSON that are accepted without a mapping, first match first. */
  readonly names: readonly string[];
  /** The same in AWS's `TwilioMainApiKey` shape, where they differ. */
  readonly adminKeyNames?: readonly string[] | undefined;
  /** Its value opens the account. A SID does not, and may be shown. */
  readonly isSecret: boolean;
  /** The two letters it begins with; empty for secrets. */
  readonly prefix: string;
  /** In characters; absent where Twilio publishes no form. */
  readonly length?: number | undefined;
  /** One allowed character after the prefix. */
  readonly allowed: RegExp;
  /** `allowed` in words. */
  readonly alphabet: string;
  /** Letters are hexadecimal digits, which Twilio issues in lower case. */
  readonly hexadecimal: boolean;
}

const HEXADECIMAL = {
  allowed: /^[0-9a-fA-F]$/,
  alphabet: 'the digits 0-9 and a-f',
  hexadecimal: true,
} as const;

const LETTERS_AND_DIGITS = {
  allowed: /^[0-9A-Za-z]$/,
  alphabet: 'ASCII letters and digits',
  hexadecimal: false,
} as const;

/**
 * The fields of every kind of credential.
 *
 * Names: AWS's managed external secrets, then Twilio's own examples, then snake_case. Forms of SIDs:
 * Twilio's OpenAPI documents. Auth Token and API key secret: field reports and the patterns of secret
 * scanners. OAuth client secret: no pattern is published, so only what no secret holds is refused.
 */
export const FIELDS: Readonly<Record<CredentialField, FieldSpec>> = {
  accountSid: {
    title: 'Account SID',
    names: ['accountSid', 'TWILIO_ACCOUNT_SID', 'account_sid'],
    isSecret: false,
    prefix: 'AC',
    length: 34,
    ...HEXADECIMAL,
  },
  apiKeySid: {
    title: 'API Key SID',
    names: ['apiKeySid', 'TWILIO_API_KEY_SID', 'TWILIO_API_KEY', 'api_key_sid'],
    adminKeyNames: ['adminKeySid', 'admin_key_sid'],
    isSecret: false,
    prefix: 'SK',
    length: 34,
    ...HEXADECIMAL,
  },
  apiKeySecret: {
    title: 'API key secret',
    names: ['apiKeySecret', 'TWILIO_API_KEY_SECRET', 'TWILIO_API_SECRET', 'api_key_secret'],
    adminKeyNames: ['adminKeySecret', 'admin_key_secret'],
    isSecret: true,
    prefix: '',
    length: 32,
    ...LETTERS_AND_DIGITS,
  },
  authToken: {
    title: 'Auth Token',
    names: ['authToken', 'TWILIO_AUTH_TOKEN', 'auth_token'],
    isSecret: true,
    prefix: '',
    length: 32,
    ...HEXADECIMAL,
  },
  clientId: {
    title: 'OAuth client id',
    names: ['clientId', 'client_id'],
    isSecret: false,
    prefix: 'OQ',
    length: 34,
    ...LETTERS_AND_DIGITS,
  },
  clientSecret: {
    title: 'OAuth client secret',
    names: ['clientSecret', 'client_secret'],
    isSecret: true,
    prefix: '',
    allowed: /^[!-~]$/,
    alphabet: 'printable ASCII characters',
    hexadecimal: false,
  },
};

/** Every field, in the order of {@link FIELDS}. */
export const CREDENTIAL_FIELDS: readonly CredentialField[] = Object.keys(
  FIELDS,
) as CredentialField[];

/** `an Account SID`. */
export function fieldTitle(field: CredentialField): string {
  return `an ${FIELDS[field].title}`;
}

/**
 * True when a value has exactly the form of its field: prefix, length and alphabet, with nothing
 * around it. Says nothing of whether Twilio knows it.
 */
export function hasFormOf(field: CredentialField, value: string): boolean {
  const { prefix, length = value.length, allowed } = FIELDS[field];
  if (!value.startsWith(prefix) || value.length !== length) return false;
  const body = [...value.slice(prefix.length)];
  return body.length > 0 && body.every((character) => allowed.test(character));
}

/**
 * A value in the letter case that Twilio issues: the prefix in upper, hexadecimal digits in lower case. A
 * value without the prefix, and one whose case means something, stays as it is.
 */
export function asIssued(field: CredentialField, value: string): string {
  const { prefix, hexadecimal } = FIELDS[field];
  if (!value.toUpperCase().startsWith(prefix)) return value;
  const body = value.slice(prefix.length);
  return prefix + (hexadecimal ? body.toLowerCase() : body);
}
