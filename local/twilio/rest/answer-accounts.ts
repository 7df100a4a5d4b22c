import type { Account } from '../world/account.ts';
import { effectiveStatus, isSubaccountOf } from '../world/accounts.ts';
import { type Answer, found, type JsonBody, refuseCredentials } from './answer.ts';
import { type Call, ownsSubaccount, refuseMissingPermission } from './authorize.ts';
import { answerV2010Page } from './paging.ts';
import { renderAccount } from './render-account.ts';

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
 * Token and Main key both reach subaccounts here; nobody else's account is told from a missing one.
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
