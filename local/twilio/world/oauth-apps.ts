import { randomBytes } from 'node:crypto';
import { getAccount } from './accounts.ts';
import { randomSid } from './sid.ts';
import type { TwilioWorld } from './twilio-world.ts';

/** An OAuth app (`OQ…`) of one account, in us1; `allow` holds permissions as a Restricted key's policy does. */
export interface OAuthApp {
  readonly clientId: string;
  readonly clientSecret: string;
  readonly accountSid: string;
  readonly allow: readonly string[];
  /** Of its access tokens: 60 to 2,592,000. */
  readonly ttlSeconds: number;
}

/** What an access token stands for until it expires. */
export interface AccessToken {
  readonly clientId: string;
  readonly expiresAtMs: number;
}

/** Adds an OAuth app; without `allow` it may list and read the account's phone numbers. */
export function addOAuthApp(
  world: TwilioWorld,
  options: Pick<OAuthApp, 'accountSid'> & {
    readonly allow?: readonly string[] | undefined;
    readonly ttlSeconds?: number | undefined;
  },
): OAuthApp {
  const app = {
    clientId: randomSid('OQ'),
    clientSecret: randomBytes(48).toString('base64url'),
    accountSid: getAccount(world, options.accountSid).sid,
    allow: options.allow ?? ['/twilio/phone-numbers/active-numbers/*'],
    ttlSeconds: options.ttlSeconds ?? 3_600,
  };
  world.oauthApps.set(app.clientId, app);
  return app;
}

/** Deletes an app; its access tokens end with it. */
export function deleteOAuthApp(world: TwilioWorld, clientId: string): void {
  world.oauthApps.delete(clientId);
}

/** Issues an access token: a JWT by its form, whose `act.sub` names the account. Nothing verifies its signature. */
export function issueAccessToken(
  world: TwilioWorld,
  { clientId, accountSid, ttlSeconds }: OAuthApp,
): string {
  const part = (value: object): string => Buffer.from(JSON.stringify(value)).toString('base64url');
  const claims = { act: { sub: `trn:us1:iam:account:${accountSid}` }, jti: randomSid('RQ') };
  const signature = randomBytes(32).toString('base64url');
  const token = `${part({ alg: 'RS256', typ: 'JWT' })}.${part(claims)}.${signature}`;
  world.accessTokens.set(token, { clientId, expiresAtMs: Date.now() + ttlSeconds * 1_000 });
  return token;
}

/** The app of an access token that has not expired. */
export function appOfToken(world: TwilioWorld, token: string): OAuthApp | undefined {
  const issued = world.accessTokens.get(token);
  if (issued === undefined || issued.expiresAtMs <= Date.now()) return undefined;
  return world.oauthApps.get(issued.clientId);
}
