import type { CredentialField } from '../model/format-issue.ts';

/** The form one field must have, in the words its messages use. */
export interface FieldForm {
  /** With its article: `an Account SID`. */
  readonly name: string;
  /** The two letters it begins with; empty for secrets. */
  readonly prefix: string;
  /** In characters; absent where Twilio publishes no length. */
  readonly length?: number;
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
 * The form of every field. SIDs: Twilio's OpenAPI documents. Auth Token and API key secret: field
 * reports and the patterns of secret scanners. OAuth client secret: no pattern is published, so
 * only what could never stand in one is held against it.
 */
export const FIELD_FORMS: Readonly<Record<CredentialField, FieldForm>> = {
  accountSid: { name: 'an Account SID', prefix: 'AC', length: 34, ...HEXADECIMAL },
  apiKeySid: { name: 'an API Key SID', prefix: 'SK', length: 34, ...HEXADECIMAL },
  apiKeySecret: { name: 'an API key secret', prefix: '', length: 32, ...LETTERS_AND_DIGITS },
  authToken: { name: 'an Auth Token', prefix: '', length: 32, ...HEXADECIMAL },
  clientId: { name: 'an OAuth client id', prefix: 'OQ', length: 34, ...LETTERS_AND_DIGITS },
  clientSecret: {
    name: 'an OAuth client secret',
    prefix: '',
    allowed: /^[!-~]$/,
    alphabet: 'printable ASCII characters',
    hexadecimal: false,
  },
};

/**
 * True when a value has exactly the form of its field: prefix, length and alphabet, with nothing
 * around it. Says nothing of whether Twilio knows it.
 */
export function hasFormOf(field: CredentialField, value: string): boolean {
  const form = FIELD_FORMS[field];
  if (!value.startsWith(form.prefix)) return false;
  if (value.length !== (form.length ?? value.length)) return false;
  const body = [...value.slice(form.prefix.length)];
  return body.length > 0 && body.every((character) => form.allowed.test(character));
}
