/** The Regions with data of their own; other region names are us1 under another host name. */
export const TWILIO_REGIONS = ['us1', 'ie1', 'au1'] as const;

/** An Auth Token or API key is valid only in the Region in which it was created. */
export type TwilioRegion = (typeof TWILIO_REGIONS)[number];

/** `status` of Twilio's Account resource; OpenAPI `account_enum_status`. */
export const ACCOUNT_STATUSES = ['active', 'suspended', 'closed'] as const;

/** Only an active account's own credentials are accepted. */
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

/** `type` of Twilio's Account resource; OpenAPI `account_enum_type`. */
export const ACCOUNT_TYPES = ['Full', 'Trial'] as const;

/** `Trial` until the account is paid for. */
export type AccountType = (typeof ACCOUNT_TYPES)[number];

/** The Auth Tokens of one account in one Region. Both authenticate while a secondary exists. */
export interface AuthTokens {
  readonly primary: string;
  readonly secondary?: string;
}

/**
 * An account or subaccount. A top-level account owns itself (`ownerSid === sid`); subaccounts do not
 * nest (Twilio error 21101). `status` is the account's own: one whose owner is suspended or closed
 * counts as that too, see `effectiveStatus`.
 */
export interface Account {
  readonly sid: string;
  readonly ownerSid: string;
  readonly friendlyName: string;
  readonly status: AccountStatus;
  readonly type: AccountType;
  readonly authTokens: Readonly<Record<TwilioRegion, AuthTokens>>;
  readonly createdAt: Date;
  readonly updatedAt: Date;
}

/** A test pair: its own Account SID and token, which look exactly like a live one's. */
export interface TestCredentials {
  readonly accountSid: string;
  readonly authToken: string;
}
