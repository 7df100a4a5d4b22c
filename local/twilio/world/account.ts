export const TWILIO_REGIONS = ['us1', 'ie1', 'au1'] as const;

/** Twilio Regions with data of their own; an Auth Token or API key is valid only in its own. */
export type TwilioRegion = (typeof TWILIO_REGIONS)[number];

export const ACCOUNT_STATUSES = ['active', 'suspended', 'closed'] as const;
export type AccountStatus = (typeof ACCOUNT_STATUSES)[number];

export const ACCOUNT_TYPES = ['Full', 'Trial'] as const;
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
