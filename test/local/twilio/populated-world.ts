import { type LocalTwilio, startLocalTwilio } from '../../../local/twilio/start-local-twilio.ts';
import type { Account } from '../../../local/twilio/world/account.ts';
import { addAccount, addTestCredentials } from '../../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../../local/twilio/world/api-keys.ts';
import { addPhoneNumber } from '../../../local/twilio/world/resources.ts';
import type { ApiKey, KeyType } from '../../../local/twilio/world/twilio-world.ts';

/** Username and password. */
export type Pair = readonly [string, string];

/** A parent with two subaccounts, an unrelated account, and one credential of every kind. */
export interface PopulatedTwilio {
  readonly twilio: LocalTwilio;
  readonly parent: Account;
  readonly child: Account;
  readonly sibling: Account;
  readonly unrelated: Account;
  readonly credentials: Readonly<Record<CredentialName, Pair>>;
  /** Every password and token there is: none may ever be shown. */
  readonly secrets: readonly string[];
}

/** Every kind of credential, right and wrong; `child` is the subaccount under test. */
export const CREDENTIAL_NAMES = [
  'parent token',
  'child token',
  'child wrong token',
  'parent main key',
  'child main key',
  'child standard key',
  'child restricted key',
  'child powerless key',
  'child key, wrong secret',
  'unknown account',
  'test pair',
  'test pair, wrong token',
] as const;

/** One of {@link CREDENTIAL_NAMES}. */
export type CredentialName = (typeof CREDENTIAL_NAMES)[number];

/** Starts a local Twilio and populates it. The caller closes it. */
export async function startPopulatedTwilio(): Promise<PopulatedTwilio> {
  const twilio = await startLocalTwilio();
  const { world } = twilio;
  const parent = addAccount(world);
  const child = addAccount(world, { ownerSid: parent.sid });
  const sibling = addAccount(world, { ownerSid: parent.sid });
  const unrelated = addAccount(world);
  addPhoneNumber(world, { accountSid: child.sid, phoneNumber: '+15551230000' });
  const key = (accountSid: string, keyType: KeyType, allow?: string[]): ApiKey =>
    addApiKey(world, { accountSid, keyType, allow });
  const standard = key(child.sid, 'standard');
  const test = addTestCredentials(world);
  const wrong = '0123456789abcdef0123456789abcdef';
  const credentials: Record<CredentialName, Pair> = {
    'parent token': tokenPair(parent),
    'child token': tokenPair(child),
    'child wrong token': [child.sid, wrong],
    'parent main key': keyPair(key(parent.sid, 'main')),
    'child main key': keyPair(key(child.sid, 'main')),
    'child standard key': keyPair(standard),
    'child restricted key': keyPair(
      key(child.sid, 'restricted', ['/twilio/phone-numbers/active-numbers/list']),
    ),
    'child powerless key': keyPair(key(child.sid, 'restricted')),
    'child key, wrong secret': [standard.sid, wrong],
    'unknown account': ['AC00000000000000000000000000000000', wrong],
    'test pair': [test.accountSid, test.authToken],
    'test pair, wrong token': [test.accountSid, wrong],
  };
  const secrets = Object.values(credentials).map(([, password]) => password);
  return { twilio, parent, child, sibling, unrelated, credentials, secrets };
}

/** Username and password of an account's primary Auth Token in us1. */
export function tokenPair({ sid, authTokens }: Account): Pair {
  return [sid, authTokens.us1.primary];
}

/** Username and password of a key. */
export function keyPair({ sid, secret }: ApiKey): Pair {
  return [sid, secret];
}
