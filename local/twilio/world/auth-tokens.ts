import type { Account, AuthTokens, TwilioRegion } from './account.ts';
import { changeAccount, getAccount } from './accounts.ts';
import { randomAuthToken } from './sid.ts';
import type { TwilioWorld } from './twilio-world.ts';
import { requireThat, WorldError } from './twilio-world.ts';

/** One account in one Region; the Region defaults to us1. */
export interface AuthTokenOwner {
  readonly accountSid: string;
  readonly region?: TwilioRegion | undefined;
}

/**
 * Makes a secondary Auth Token (`POST /v1/AuthTokens/Secondary`) and returns it. From now on both
 * tokens authenticate. An earlier secondary must be promoted or deleted first.
 */
export function createSecondaryAuthToken(world: TwilioWorld, owner: AuthTokenOwner): string {
  const tokens = authTokensOf(world, owner);
  requireThat(tokens.secondary === undefined, `${owner.accountSid} has a secondary token already`);
  const secondary = randomAuthToken();
  replaceAuthTokens(world, owner, { ...tokens, secondary });
  return secondary;
}

/** Makes the secondary the primary (`POST /v1/AuthTokens/Promote`): the old primary dies at once. */
export function promoteSecondaryAuthToken(world: TwilioWorld, owner: AuthTokenOwner): string {
  const { secondary } = authTokensOf(world, owner);
  if (secondary === undefined) throw new WorldError(`${owner.accountSid} has no secondary token`);
  replaceAuthTokens(world, owner, { primary: secondary });
  return secondary;
}

/** Deletes the secondary (`DELETE /v1/AuthTokens/Secondary`), if there is one. */
export function deleteSecondaryAuthToken(world: TwilioWorld, owner: AuthTokenOwner): void {
  const { primary } = authTokensOf(world, owner);
  replaceAuthTokens(world, owner, { primary });
}

/** The whole rotation in one step: a new primary, which is returned; all older tokens die. */
export function rotateAuthToken(world: TwilioWorld, owner: AuthTokenOwner): string {
  deleteSecondaryAuthToken(world, owner);
  createSecondaryAuthToken(world, owner);
  return promoteSecondaryAuthToken(world, owner);
}

/** Whether `token` is the primary or secondary of this account in this Region. */
export function ownsAuthToken(account: Account, token: string, region: TwilioRegion): boolean {
  const { primary, secondary } = account.authTokens[region];
  return token === primary || token === secondary;
}

function authTokensOf(world: TwilioWorld, owner: AuthTokenOwner): AuthTokens {
  return getAccount(world, owner.accountSid).authTokens[owner.region ?? 'us1'];
}

function replaceAuthTokens(world: TwilioWorld, owner: AuthTokenOwner, tokens: AuthTokens): void {
  const { authTokens } = getAccount(world, owner.accountSid);
  const changed = { ...authTokens, [owner.region ?? 'us1']: tokens };
  changeAccount(world, owner.accountSid, { authTokens: changed });
}
