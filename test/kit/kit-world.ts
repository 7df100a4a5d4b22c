import { inspect } from 'node:util';
import { expect, onTestFinished, vi } from 'vitest';
import type { TwilioApiKey, TwilioAuthToken } from '../../kit/credentials.ts';
import { type LocalTwilio, startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';
import { addAccount } from '../../local/twilio/world/accounts.ts';
import { addApiKey } from '../../local/twilio/world/api-keys.ts';
import { createLeakFinder } from '../canary/find-leak.ts';

/** A Twilio that the kit asks, and the credentials of one of its accounts. */
export interface KitWorld {
  readonly twilio: LocalTwilio;
  readonly key: TwilioApiKey;
  readonly token: TwilioAuthToken;
  readonly otherAccountSid: string;
}

/** Starts it until the test ends. */
export async function startKitWorld(): Promise<KitWorld> {
  const twilio = await startLocalTwilio();
  vi.stubEnv('PREFLIGHT_TWILIO_ORIGIN', twilio.origin);
  onTestFinished(async () => {
    vi.unstubAllEnvs();
    await twilio.close();
  });
  const account = addAccount(twilio.world);
  const { sid: accountSid } = account;
  const { sid, secret } = addApiKey(twilio.world, { accountSid, keyType: 'standard' });
  return {
    twilio,
    key: { accountSid, apiKeySid: sid, apiKeySecret: secret },
    token: { accountSid, authToken: account.authTokens.us1.primary },
    otherAccountSid: addAccount(twilio.world).sid,
  };
}

/** The error of a promise, in which no part of these secrets is, also not in what is hidden. */
export async function safeErrorOf(
  work: Promise<unknown>,
  secrets: readonly string[],
): Promise<{ readonly code: unknown; readonly message: string }> {
  const error: unknown = await work.then(
    () => undefined,
    (reason: unknown) => reason,
  );
  if (!(error instanceof Error && 'code' in error))
    throw new Error('it did not reject with a code');
  const { find } = createLeakFinder(secrets);
  expect(find(inspect(error, { showHidden: true, depth: 9 }))).toBeUndefined();
  expect(find(`${error.message} ${error.stack} ${JSON.stringify(error)}`)).toBeUndefined();
  return { code: error.code, message: error.message };
}
