import { onTestFinished } from 'vitest';
import {
  createTwilioApi,
  type TwilioApiOptions,
} from '../../../../functions/adapters/twilio/create-twilio-api.ts';
import type { CallOptions, Clock, Randomness } from '../../../../functions/domain/model/ports.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import type {
  TwilioApi,
  TwilioQuestion,
  TwilioReply,
} from '../../../../functions/domain/model/twilio-api.ts';

export const ACCOUNT_SID = 'ACd8ad8d377660317fe86e8acf62bfd824';
export const PASSWORD = 'Zq3RkT9vLm2XcY7bNw4HsJ8dGf5PaE6u';

/** A clock that only `sleep` moves, and that notes every wait. */
export interface FakeClock extends Clock {
  readonly waitsMs: readonly number[];
}

/** Starts at 2026-11-22T03:00:00Z, monotonic time at 1,000,000 ms. */
export function fakeClock(): FakeClock {
  const waitsMs: number[] = [];
  let passedMs = 0;
  return {
    waitsMs,
    now: () => new Date(Date.UTC(2026, 10, 22, 3) + passedMs),
    monotonicMs: () => 1_000_000 + passedMs,
    sleep: async (durationMs) => {
      waitsMs.push(durationMs);
      passedMs += durationMs;
    },
  };
}

/** Always the same fraction. */
export function fixedRandomness(fraction: number): Randomness {
  return { fraction: () => fraction, uuid: () => '00000000-0000-4000-8000-000000000000' };
}

/** The account of the user name, asked with an Auth Token in US1. */
export function accountQuestion(changes: Partial<TwilioQuestion> = {}): TwilioQuestion {
  return {
    product: 'api',
    path: `/2010-04-01/Accounts/${ACCOUNT_SID}.json`,
    region: 'us1',
    credential: { username: ACCOUNT_SID, password: new Redacted(PASSWORD) },
    ...changes,
  };
}

/** An adapter that closes with the test; without randomness all waits are 0. */
export function twilioApi(options: Partial<TwilioApiOptions>): TwilioApi {
  const api = createTwilioApi({
    clock: fakeClock(),
    randomness: fixedRandomness(0),
    productVersion: '1.2.3',
    ...options,
  });
  onTestFinished(() => api.close());
  return api;
}

/** Asks for the account with no bound on time unless `call` sets one. */
export function askAccount(
  options: Partial<TwilioApiOptions>,
  call: Partial<CallOptions> = {},
): Promise<TwilioReply> {
  const signal = new AbortController().signal;
  return twilioApi(options).ask(accountQuestion(), { signal, ...call });
}
