import type { Account, TwilioRegion } from '../world/account.ts';
import { effectiveStatus } from '../world/accounts.ts';
import { ownsAuthToken } from '../world/auth-tokens.ts';
import { appOfToken } from '../world/oauth-apps.ts';
import type { ApiKey, TwilioWorld } from '../world/twilio-world.ts';
import { type Answer, refuse, refuseCredentials } from './answer.ts';
import type { BasicCredentials, TwilioRequest } from './twilio-request.ts';

/**
 * Who a request acts as. `key` is present for an API key, and for an OAuth app, whose
 * permissions are a Restricted key's; absent for an Auth Token.
 */
export interface Principal {
  readonly accountSid: string;
  readonly key?: Pick<ApiKey, 'keyType' | 'allow'>;
}

/** How authentication ended; a refusal comes as the whole answer. */
export type Authentication =
  | { readonly outcome: 'accepted'; readonly principal: Principal }
  | { readonly outcome: 'refused'; readonly answer: Answer };

/**
 * Finds out who is asking, in one Region.
 *
 * Refusals: no credentials, an unusable username, a wrong secret or wrong Region (all 401/20003,
 * distinguished only by text), a test pair (403/20008), and an account that is not active.
 */
export function authenticate(
  world: TwilioWorld,
  { credentials, authorization = '' }: TwilioRequest,
  region: TwilioRegion,
): Authentication {
  const bearer = /^Bearer (.+)$/i.exec(authorization)?.[1];
  if (bearer !== undefined) return authenticateBearer(world, bearer, region);
  if (credentials === undefined) {
    return refused(refuse(401, 20003, 'Authentication Error - No credentials provided'));
  }
  const account = world.accounts.get(credentials.username);
  if (account !== undefined) {
    const isRight = ownsAuthToken(account, credentials.password, region);
    return isRight ? admit(world, account) : refused(refuseCredentials());
  }
  const key = world.keys.get(credentials.username);
  if (key !== undefined) {
    const isRight = key.secret === credentials.password && key.region === region;
    return isRight
      ? admit(world, world.accounts.get(key.accountSid), key)
      : refused(refuseCredentials());
  }
  return refused(refuseUnknown(world, credentials, region));
}

/** An expired token, an unknown one and one in another Region are alike (20003). */
function authenticateBearer(
  world: TwilioWorld,
  token: string,
  region: TwilioRegion,
): Authentication {
  const app = region === 'us1' ? appOfToken(world, token) : undefined;
  if (app === undefined) return refused(refuseCredentials());
  const key = { keyType: 'restricted', allow: app.allow } as const;
  return admit(world, world.accounts.get(app.accountSid), key);
}

function admit(
  world: TwilioWorld,
  account: Account | undefined,
  key?: Principal['key'],
): Authentication {
  if (account === undefined) return refused(refuseCredentials());
  if (effectiveStatus(world, account) !== 'active') {
    const { status, code } = world.settings.inactiveAccount;
    return refused(refuse(status, code));
  }
  const principal = { accountSid: account.sid, ...(key === undefined ? {} : { key }) };
  return { outcome: 'accepted', principal };
}

function refuseUnknown(
  world: TwilioWorld,
  { username, password }: BasicCredentials,
  region: TwilioRegion,
): Answer {
  const test = world.testCredentials.get(username);
  if (test === undefined) return refuse(401, 20003, 'Authentication Error - invalid username');
  // What a test pair may do is answered before (messages and calls); all else is live-only.
  return test.authToken === password && region === 'us1' ? refuse(403, 20008) : refuseCredentials();
}

function refused(answer: Answer): Authentication {
  return { outcome: 'refused', answer };
}
