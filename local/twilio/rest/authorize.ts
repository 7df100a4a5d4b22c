import type { TwilioRegion } from '../world/account.ts';
import { isSubaccountOf } from '../world/accounts.ts';
import type { TwilioWorld } from '../world/twilio-world.ts';
import { type Answer, refuse, refuseCredentials } from './answer.ts';
import type { Principal } from './authenticate.ts';
import { parseTwilioHost } from './twilio-host.ts';
import type { TwilioRequest } from './twilio-request.ts';

/** An authenticated request and the world it asks about. */
export interface Call {
  readonly world: TwilioWorld;
  readonly region: TwilioRegion;
  readonly principal: Principal;
  readonly request: TwilioRequest;
}

/** What a call wants to do. */
export interface Permission {
  /** `/twilio/{product}/{resource}/{action}` */
  readonly name: string;
  /** Accounts and keys: closed to Standard keys (20003, never 403), unlike everything else. */
  readonly manages: boolean;
}

/**
 * Whether the caller's kind of credential may do this at all; a refusal, or `undefined` when it may.
 *
 * A Restricted key without the permission gets 70051 (Verify: 8021) with the permission in the text, except
 * for accounts and keys: there it gets the same 401/20003 as a Standard key (support article 50301225354651).
 */
export function refuseMissingPermission(call: Call, permission: Permission): Answer | undefined {
  const { key } = call.principal;
  if (key === undefined || key.keyType === 'main') return undefined;
  if (key.keyType === 'restricted' && isGranted(key.allow, permission)) return undefined;
  const { accountsApiMessage, missingPermissionStatus } = call.world.settings;
  if (permission.manages) return refuse(401, 20003, accountsApiMessage);
  if (key.keyType === 'standard') return undefined;
  // Twilio writes the permission without its leading slash.
  const message = `Authorization Error: required permission ${permission.name.slice(1)} is missing`;
  const isVerify = parseTwilioHost(call.request.host)?.product === 'verify';
  return isVerify ? refuse(401, 8021, message) : refuse(missingPermissionStatus, 70051, message);
}

/** A policy may name every action of a resource: `/twilio/iam/api-keys/*`. */
function isGranted(allow: readonly string[], { name }: Permission): boolean {
  return allow.includes(name) || allow.includes(name.replace(/[^/]+$/, '*'));
}

/**
 * Whether the caller may touch what belongs to `accountSid`; a refusal, or `undefined` when it may.
 * An Auth Token reaches its own account and subaccounts; an API key, even Main, only its own.
 */
export function refuseForeignAccount(call: Call, accountSid: string): Answer | undefined {
  if (accountSid === call.principal.accountSid) return undefined;
  const reachesSubaccounts = call.principal.key === undefined;
  return reachesSubaccounts && ownsSubaccount(call, accountSid) ? undefined : refuseCredentials();
}

/** Whether `accountSid` is a subaccount of the caller's account. */
export function ownsSubaccount(call: Call, accountSid: string): boolean {
  return isSubaccountOf(call.world.accounts.get(accountSid), call.principal.accountSid);
}
