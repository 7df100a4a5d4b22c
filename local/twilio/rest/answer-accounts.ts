import type { Account, AccountStatus } from '../world/account.ts';
import { effectiveStatus, isSubaccountOf } from '../world/accounts.ts';
import { type Answer, found, type JsonBody, refuseCredentials, toRfc2822 } from './answer.ts';
import { type Call, ownsSubaccount, refuseMissingPermission } from './authorize.ts';
import { answerV2010Page } from './paging.ts';

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
interface AccountView {
  /** In clear, as Twilio sends it: a client must drop it. Empty for a subaccount read by a key. */
  readonly authToken: string;
  readonly status: AccountStatus;
}

/** The Account resource of v2010. */
function renderAccount(account: Account, view: AccountView): JsonBody {
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

/** `GET /Accounts.json`: the caller's account and its subaccounts, by status and name if asked. */
export function answerAccountList(call: Call): Answer {
  const refusal = refuseMissingPermission(call, {
    name: '/twilio/iam/accounts/list',
    manages: true,
  });
  if (refusal !== undefined) return refusal;
  const { accountSid } = call.principal;
  const items = [...call.world.accounts.values()]
    .filter((account) => account.sid === accountSid || isSubaccountOf(account, accountSid))
    .map((account) => viewAccount(call, account))
    .filter((body) => isAskedFor(call, body));
  return answerV2010Page(call.request, { key: 'accounts', items });
}

/**
 * `GET /Accounts/{Sid}.json`: the caller's own account or one of its subaccounts. A parent's Auth
 * Token and Main key both reach subaccounts here; another owner's account looks like a missing one.
 */
export function answerAccount(call: Call, accountSid: string): Answer {
  const refusal = refuseMissingPermission(call, {
    name: '/twilio/iam/accounts/read',
    manages: true,
  });
  if (refusal !== undefined) return refusal;
  const account = call.world.accounts.get(accountSid);
  const isOwn = accountSid === call.principal.accountSid;
  const mayReachSubaccounts = call.principal.key?.keyType !== 'restricted';
  const isReachable = isOwn || (mayReachSubaccounts && ownsSubaccount(call, accountSid));
  if (account === undefined || !isReachable) return refuseCredentials();
  return found('Account', viewAccount(call, account));
}

function viewAccount(call: Call, account: Account): JsonBody {
  const isOwn = account.sid === call.principal.accountSid;
  // A key reads its own account's token, but a subaccount's is blank (terraform-provider-twilio#52).
  const seesToken = isOwn || call.principal.key === undefined;
  return renderAccount(account, {
    authToken: seesToken ? account.authTokens[call.region].primary : '',
    status: effectiveStatus(call.world, account),
  });
}

function isAskedFor(call: Call, body: JsonBody): boolean {
  const status = call.request.query.get('Status');
  const friendlyName = call.request.query.get('FriendlyName');
  const hasStatus = status === null || status === body['status'];
  return hasStatus && (friendlyName === null || friendlyName === body['friendly_name']);
}
