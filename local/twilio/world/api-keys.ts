import type { TwilioRegion } from './account.ts';
import { getAccount } from './accounts.ts';
import { isSid, randomKeySecret, randomSid } from './sid.ts';
import type { ApiKey, KeyType, TwilioWorld } from './twilio-world.ts';
import { requireThat } from './twilio-world.ts';

/** What a new key may bring; all else is generated. */
export interface NewApiKey {
  readonly accountSid: string;
  readonly keyType: KeyType;
  /** Permissions of a Restricted key; must be absent for the others. */
  readonly allow?: readonly string[] | undefined;
  readonly region?: TwilioRegion | undefined;
  readonly friendlyName?: string | undefined;
  readonly createdAt?: Date | undefined;
  readonly sid?: string | undefined;
  readonly secret?: string | undefined;
}

/** Twilio's limit of permissions in one policy. */
const MAX_PERMISSIONS = 100;

/** Adds an API key and returns it with its secret, which no answer of the server ever shows. */
export function addApiKey(world: TwilioWorld, options: NewApiKey): ApiKey {
  getAccount(world, options.accountSid);
  const key = completeKey(options);
  requireThat(isSid(key.sid, 'SK'), 'sid: expected SK and 32 hex characters');
  requireThat(!world.keys.has(key.sid), `key ${key.sid} exists already`);
  const isRestricted = key.keyType === 'restricted';
  requireThat(
    isRestricted || key.allow.length === 0,
    'allow: only a Restricted key has permissions',
  );
  requireThat(key.allow.length <= MAX_PERMISSIONS, `allow: at most ${MAX_PERMISSIONS} permissions`);
  requireThat(!isRestricted || key.region === 'us1', 'region: Restricted keys exist in us1 only');
  world.keys.set(key.sid, key);
  return key;
}

/** Deletes a key: from now on its SID is an unusable username. */
export function deleteApiKey(world: TwilioWorld, sid: string): void {
  requireThat(world.keys.delete(sid), `there is no key ${sid}`);
}

function completeKey(options: NewApiKey): ApiKey {
  const sid = options.sid ?? randomSid('SK');
  return {
    sid,
    secret: options.secret ?? randomKeySecret(),
    accountSid: options.accountSid,
    keyType: options.keyType,
    allow: options.allow ?? [],
    region: options.region ?? 'us1',
    friendlyName: options.friendlyName ?? sid,
    createdAt: options.createdAt ?? new Date(),
  };
}
