import { pacedTwilioApi } from '../../../../../functions/domain/fleet/rate/paced-twilio-api.ts';
import type {
  BudgetStore,
  RequestBudget,
} from '../../../../../functions/domain/fleet/rate/request-budget.ts';
import { createSharedBudget } from '../../../../../functions/domain/fleet/rate/shared-budget.ts';
import type { Clock, Randomness } from '../../../../../functions/domain/model/ports.ts';
import { Redacted } from '../../../../../functions/domain/model/redacted.ts';
import type {
  Exchange,
  TwilioApi,
  TwilioReply,
} from '../../../../../functions/domain/model/twilio-api.ts';

/** Time that jumps to whatever happens next: hours take as long as their events. */
export interface SimulatedClock extends Clock {
  /** Lets so much time pass, with everything that happens in it, in order. */
  run(durationMs: number): Promise<void>;
}

const TURN = (): Promise<void> => new Promise((resolve) => setImmediate(resolve));

export function simulatedClock(): SimulatedClock {
  const startedAt = Date.UTC(2026, 10, 29, 3);
  const sleepers = new Map<() => void, number>();
  let nowMs = 0;
  const due = (): number => Math.min(...sleepers.values());
  return {
    now: () => new Date(startedAt + nowMs),
    monotonicMs: () => nowMs,
    sleep: (durationMs, signal) =>
      new Promise((resolve) => {
        if (signal?.aborted) return resolve();
        const wake = (): void => {
          sleepers.delete(wake);
          signal?.removeEventListener('abort', wake);
          resolve();
        };
        signal?.addEventListener('abort', wake);
        sleepers.set(wake, nowMs + Math.max(0, Math.ceil(durationMs)));
      }),
    run: async (durationMs) => {
      const untilMs = nowMs + durationMs;
      await TURN();
      while (due() <= untilMs) {
        nowMs = Math.max(nowMs, due());
        for (const [wake, atMs] of [...sleepers]) if (atMs <= nowMs) wake();
        await TURN();
      }
      nowMs = untilMs;
    },
  };
}

/** The same numbers in every run (a linear congruential generator). */
export function seededRandomness(seed: number): Randomness {
  let state = seed;
  const fraction = (): number => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
  return { fraction, uuid: () => `worker-${seed}-${fraction()}` };
}

/** An account with a limit of requests at once, as the transport with its retries shows it. */
export interface SimulatedTwilio extends TwilioApi {
  limit: number;
  isOut: boolean;
  /** Requests that others make. */
  others: number;
  /** Of each HTTP request: when it came, whether it was refused for its number, how many there were. */
  readonly requests: { atMs: number; status: 0 | 200 | 429; atOnce: number }[];
}

const EXCHANGE = { request: 'GET https://api.twilio.com/', requestIds: [], durationMs: 100 };
const MOST_ATTEMPTS = 3;

export function simulatedTwilio(
  { sleep, monotonicMs }: Clock,
  { fraction }: Randomness,
  limit: number,
): SimulatedTwilio {
  let atOnce = 0;
  const attempt = async (): Promise<{ status: 0 | 200 | 429; concurrent: number }> => {
    atOnce += 1;
    const concurrent = atOnce + twilio.others;
    const status = twilio.isOut ? 0 : concurrent > twilio.limit ? 429 : 200;
    twilio.requests.push({ atMs: monotonicMs(), status, atOnce });
    await sleep(status === 200 ? 80 + fraction() * 40 : 20);
    atOnce -= 1;
    return { status, concurrent };
  };
  const twilio: SimulatedTwilio = {
    limit,
    isOut: false,
    others: 0,
    requests: [],
    ask: async (): Promise<TwilioReply> => {
      let refused = 0;
      for (let attempts = 1; ; attempts += 1) {
        const { status, concurrent: concurrentRequests } = await attempt();
        if (status === 429) refused += 1;
        const isLast = status === 200 || attempts === MOST_ATTEMPTS;
        const exchange = { ...EXCHANGE, attempts, refusedAttempts: refused, concurrentRequests };
        if (isLast) return replyOf(status, exchange);
        await sleep(fraction() * 250 * 2 ** (attempts - 1));
      }
    },
  };
  return twilio;
}

function replyOf(status: 0 | 200 | 429, exchange: Exchange): TwilioReply {
  switch (status) {
    case 0:
      return { ...exchange, kind: 'no-answer', reason: 'connection-refused', detail: '' };
    case 200:
      return { ...exchange, kind: 'resource', status, body: {} };
    case 429:
      return { ...exchange, kind: 'refusal', status, code: 20429, message: '' };
  }
}

/** A function that verifies its members until it is killed, with the questions of two at once. */
export interface SimulatedWorker {
  readonly budget: RequestBudget;
  answered: number;
  kill(): void;
}

const QUESTION = {
  product: 'api',
  path: '/',
  region: 'us1',
  credential: { username: 'SK', password: new Redacted('x') },
} as const;

interface WorkerWorld {
  readonly clock: Clock;
  readonly twilio: TwilioApi;
  readonly store: BudgetStore;
  readonly seed: number;
}

/** `members` at once want in, each with two questions at a time; a member ends after both, a new one follows. */
export function startWorker(
  { clock, twilio, store, seed }: WorkerWorld,
  members: number,
): SimulatedWorker {
  const killed = new AbortController();
  const randomness = seededRandomness(seed);
  const alive: Clock = {
    ...clock,
    // What is killed never wakes again.
    sleep: async (...args) => {
      await clock.sleep(...args);
      if (killed.signal.aborted) await new Promise(() => undefined);
    },
  };
  const log = { warn: () => undefined };
  const budget = createSharedBudget({ key: 'AC', store, clock: alive, randomness, log });
  const api = pacedTwilioApi(twilio, budget);
  const worker: SimulatedWorker = { budget, answered: 0, kill: () => killed.abort() };
  const { signal } = killed;
  const verify = async (username: string): Promise<void> => {
    while (!signal.aborted) {
      const end = await budget.admit(signal);
      const question = { ...QUESTION, credential: { ...QUESTION.credential, username } };
      const replies = await Promise.all([1, 2].map(() => api.ask(question, { signal })));
      worker.answered += replies.filter(({ kind }) => kind === 'resource').length;
      end();
    }
  };
  for (let index = 0; index < members; index += 1) void verify(`SK${seed}-${index}`);
  return worker;
}
