/** An API key. For Twilio's SDK: `twilio(apiKeySid, apiKeySecret, { accountSid })`. */
export interface TwilioApiKey {
  readonly accountSid: string;
  readonly apiKeySid: string;
  /** Plain text: log no object that holds it. */
  readonly apiKeySecret: string;
}

/** An account's own credential. For Twilio's SDK: `twilio(accountSid, authToken)`. */
export interface TwilioAuthToken {
  readonly accountSid: string;
  /** Plain text: log no object that holds it. */
  readonly authToken: string;
}

/** One of the two, every field in the form that Twilio issues. `'authToken' in credentials` tells them apart. */
export type TwilioCredentials = TwilioApiKey | TwilioAuthToken;

/** Environment variables, as `process.env` has them. */
export type Variables = Readonly<Record<string, string | undefined>>;
