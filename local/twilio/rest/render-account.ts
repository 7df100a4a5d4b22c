import type { Account, AccountStatus } from '../world/account.ts';
import type { JsonBody } from './answer.ts';
import { toRfc2822 } from './twilio-date.ts';

/** Subresources that Twilio links from an account, as the OpenAPI document's example names them. */
const SUBRESOURCES: Readonly<Record<string, string>> = {
  available_phone_numbers: 'AvailablePhoneNumbers',
  calls: 'Calls',
  conferences: 'Conferences',
  incoming_phone_numbers: 'IncomingPhoneNumbers',
  notifications: 'Notifications',
  outgoing_caller_ids: 'OutgoingCallerIds',
  recordings: 'Recordings',
  transcriptions: 'Transcriptions',
  addresses: 'Addresses',
  signing_keys: 'SigningKeys',
  connect_apps: 'ConnectApps',
  sip: 'SIP',
  authorized_connect_apps: 'AuthorizedConnectApps',
  usage: 'Usage',
  keys: 'Keys',
  applications: 'Applications',
  short_codes: 'SMS/ShortCodes',
  queues: 'Queues',
  messages: 'Messages',
  balance: 'Balance',
};

/** What of an account depends on who asks. */
export interface AccountView {
  /** In clear, as Twilio sends it: a client must drop it. Empty for a subaccount read by a key. */
  readonly authToken: string;
  readonly status: AccountStatus;
}

/** The Account resource of v2010. */
export function renderAccount(account: Account, view: AccountView): JsonBody {
  const base = `/2010-04-01/Accounts/${account.sid}`;
  const links = Object.entries(SUBRESOURCES).map(([key, path]) => [key, `${base}/${path}.json`]);
  return {
    auth_token: view.authToken,
    date_created: toRfc2822(account.createdAt),
    date_updated: toRfc2822(account.updatedAt),
    friendly_name: account.friendlyName,
    owner_account_sid: account.ownerSid,
    sid: account.sid,
    status: view.status,
    subresource_uris: Object.fromEntries(links),
    type: account.type,
    uri: `${base}.json`,
  };
}
