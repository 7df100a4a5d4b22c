import { LEASE_MS } from './exchange-lease.ts';
import { createExchange, type SharedBudgetOptions } from './exchange-with-store.ts';
import type { RequestBudget } from './request-budget.ts';
import { createWorkerPermits, type WorkerPermits } from './worker-permits.ts';

/** A quarter of it more or less by chance, so that workers do not meet at the store. */
const EXCHANGE_MS = 3_000;
const SHORTEST_SHARE = 0.75;
/** The shortest time from one exchange of a busy worker to its next. */
export const SHORTEST_EXCHANGE_MS: number = EXCHANGE_MS * SHORTEST_SHARE;
/** What is refused or fails is reported at once, but not more often. */
const SOONEST_MS = 500;
/** Permits of a worker without the store. */
const ALONE = 1;
/** A worker asks for so many before it knows its needs. */
const ASSUMED = 20;
/**
 * A worker's part of a budget that all workers share by a store: it leases permits for 10 s, and renews them
 * about every 3 s while it has work: a fraction of a write for each request. What Twilio
 * refuses lowers its own permits at once, and everyone's with the next exchange. After three failures in
 * a row it waits 1 s to 15 s, half of it by chance, before each further question.
 *
 * Where the store does not answer and the lease is over, it allows itself one request at once, and logs that
 * once. Its timer keeps the process alive until `close`.
 */
export function createSharedBudget(options: SharedBudgetOptions): RequestBudget {
  const own = createWorkerPermits(options);
  const renewal = createRenewal(options, own);
  return {
    take: async (signal) => {
      const entering = own.requests.enter(signal);
      renewal.begin();
      if (!(await entering)) return undefined;
      return {
        release: (seen) => {
          if (own.react(seen)) renewal.hurry();
          own.requests.leave();
        },
      };
    },
    admit: async (signal) => {
      const entering = own.members.enter(signal);
      renewal.begin();
      return (await entering) ? () => own.members.leave() : () => undefined;
    },
    close: () => renewal.close(),
  };
}

/** Keeps a worker's lease while the worker has work. */
interface Renewal {
  begin(): void;
  /** Exchanges soon, not at the next time. */
  hurry(): void;
  close(): Promise<void>;
}

function createRenewal(options: SharedBudgetOptions, own: WorkerPermits): Renewal {
  const { clock, randomness } = options;
  const exchange = createExchange(options);
  let endsMs = 0;
  let peak = ASSUMED;
  let soon = new AbortController();
  let ended = new AbortController();
  let isRunning = false;
  let running = Promise.resolve();

  const renew = async (): Promise<void> => {
    const startedMs = clock.monotonicMs();
    const wanted = Math.max(1, peak);
    peak = own.demand();
    const permits = await exchange(wanted, own.observed);
    if (permits !== undefined) endsMs = startedMs + LEASE_MS;
    if (permits !== undefined) own.set(permits);
    else if (clock.monotonicMs() >= endsMs) own.set(ALONE);
  };
  const rest = async ({ signal }: AbortController): Promise<void> => {
    const nextMs = EXCHANGE_MS * (SHORTEST_SHARE + randomness.fraction() / 2);
    await clock.sleep(SOONEST_MS, ended.signal);
    const pausedMs = own.pausedMs();
    await clock.sleep(pausedMs > 0 ? Math.min(nextMs, pausedMs) : nextMs - SOONEST_MS, signal);
  };
  const run = async (): Promise<void> => {
    ended = new AbortController();
    if (clock.monotonicMs() >= endsMs) own.set(0);
    while (!(own.isIdle() || ended.signal.aborted)) {
      soon = new AbortController();
      await renew();
      await rest(soon);
    }
    isRunning = false;
  };
  return {
    begin: () => {
      peak = Math.max(peak, own.demand());
      if (isRunning) return;
      isRunning = true;
      running = run();
    },
    hurry: () => soon.abort('slower'),
    close: async () => {
      ended.abort('closed');
      soon.abort('closed');
      await running;
      own.set(0);
      endsMs = 0;
      peak = ASSUMED;
      await exchange(0, own.observed);
    },
  };
}
