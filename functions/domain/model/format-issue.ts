/** The fields a credential is made of, by AWS's managed external secret names. */
export type CredentialField =
  | 'accountSid'
  | 'apiKeySid'
  | 'apiKeySecret'
  | 'authToken'
  | 'clientId'
  | 'clientSecret';

/** What is wrong with the form of one field. */
export type FormatFault =
  | 'whitespace'
  | 'quotes'
  | 'literal-newline'
  | 'swapped'
  | 'api-key-as-account'
  | 'sid-as-token'
  | 'token-as-key-secret'
  | 'placeholder'
  | 'wrong-length'
  | 'wrong-characters'
  | 'empty'
  | 'not-a-string'
  /** Upper-case digits, which Twilio may accept, or a lower-case prefix, which it does not. */
  | 'letter-case'
  /** Something recognisable that belongs elsewhere: another type of SID, a URL, a whole header. */
  | 'other-value'
  /** The field is in the secret more than once, with different values. */
  | 'ambiguous'
  /** A URL that no credential is sent to. */
  | 'other-url';

/**
 * One fault in the form of one field. `message` names the field as the secret does and
 * what is wrong with it, with lengths and positions, and never a part of the value.
 * `warn` is a form that Twilio may accept but never issues (an upper-case SID, for example).
 */
export interface FormatIssue {
  readonly field: CredentialField;
  /** The key in the secret's JSON, for example `TWILIO_AUTH_TOKEN`. */
  readonly jsonField: string;
  readonly fault: FormatFault;
  readonly severity: 'fail' | 'warn';
  readonly message: string;
}
