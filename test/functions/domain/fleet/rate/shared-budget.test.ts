import { describe, expect, it } from 'vitest';
import {
  type BudgetStore,
  createMemoryBudgetStore,
  NOTHING_SEEN,
  type RequestBudget,
} from '../../../../../functions/domain/fleet/rate/request-budget.ts';
import { createSharedBudget } from '../../../../../functions/domain/fleet/rate/shared-budget.ts';
import { PreflightError } from '../../../../../functions/domain/model/preflight-error.ts';
import { type SimulatedClock, seededRandomness, simulatedClock } from './simulation.ts';

interface Stage {
  readonly clock: SimulatedClock;
  readonly budget: RequestBudget;
  readonly warnings: string[];
}

function stage(store: BudgetStore): Stage {
  const clock = simulatedClock();
  const warnings: string[] = [];
  const log = { warn: (message: string) => warnings.push(message) };
  const randomness = seededRandomness(7);
  const budget = createSharedBudget({ key: 'AC', store, clock, randomness, log });
  return { clock, budget, warnings };
}

async function takeMany({ budget, clock }: Stage, count: number, signal = live()): Promise<number> {
  let taken = 0;
  for (let index = 0; index < count; index += 1) {
    void budget.take(signal).then((permit) => {
      if (permit !== undefined) taken += 1;
    });
  }
  await clock.run(1_000);
  return taken;
}

function live(): AbortSignal {
  return new AbortController().signal;
}

function failing(): BudgetStore {
  const error = new PreflightError('no table', { code: 'history.unavailable', fault: 'service' });
  return { read: () => Promise.reject(error), put: () => Promise.reject(error) };
}

describe("a worker's part of the budget", () => {
  it('lets in as many as it has permits for', async () => {
    const own = stage(createMemoryBudgetStore());
    expect(await takeMany(own, 30)).toBe(10);
  });

  it('is written by one of two workers that read the same', async () => {
    const store = createMemoryBudgetStore();
    await takeMany(stage(store), 1);
    const { revision, state } = await store.read('AC', { signal: live() });
    if (state === undefined) throw new Error('No worker wrote.');
    const write = { revision: revision + 1, state };
    expect(await store.put('AC', write, { signal: live() })).toBe('stored');
    expect(await store.put('AC', write, { signal: live() })).toBe('conflict');
  });

  it('goes on with its lease after a rest, until that ends', async () => {
    const own = stage(createMemoryBudgetStore());
    const permit = own.budget.take(live());
    await own.clock.run(1_000);
    (await permit)?.release(NOTHING_SEEN);
    await own.clock.run(6_000);
    expect(await own.budget.take(live())).toBeDefined();
  });

  it('has one request at once where the store does not answer, and logs that once', async () => {
    const own = stage(failing());
    expect(await takeMany(own, 3)).toBe(1);
    await own.clock.run(60_000);
    expect(own.warnings).toEqual([
      'the shared budget of requests does not answer: this worker has its own',
    ]);
  });

  it('keeps its lease to its end where the store stops answering', async () => {
    const memory = createMemoryBudgetStore();
    let isDown = false;
    const store: BudgetStore = {
      read: (...call) => (isDown ? failing().read(...call) : memory.read(...call)),
      put: (...call) => memory.put(...call),
    };
    const own = stage(store);
    const permit = own.budget.take(live());
    await own.clock.run(0);
    isDown = true;
    await own.clock.run(4_000);
    (await permit)?.release({ ...NOTHING_SEEN, answered: 1 });
    expect(await takeMany(own, 30)).toBe(10);
    await own.clock.run(20_000);
    expect(own.warnings).toHaveLength(1);
  });

  it('gives up after six conflicts, as where the store does not answer', async () => {
    let puts = 0;
    const store: BudgetStore = {
      read: async () => ({ revision: 0 }),
      put: async () => {
        puts += 1;
        return 'conflict';
      },
    };
    const own = stage(store);
    await takeMany(own, 1);
    await own.clock.run(2_000);
    expect(puts).toBe(6);
    expect(own.warnings).toHaveLength(1);
  });

  it('lets nothing in whose time is over, and forgets who waited', async () => {
    const own = stage(failing());
    expect(await own.budget.take(AbortSignal.abort())).toBeUndefined();
    const waiting = new AbortController();
    expect(await takeMany(own, 3, waiting.signal)).toBe(1);
    waiting.abort();
    const end = await own.budget.admit(waiting.signal);
    end();
    expect(await own.budget.take(waiting.signal)).toBeUndefined();
  });

  it('lets in two members for each permit', async () => {
    const own = stage(failing());
    let inside = 0;
    const ends: (() => void)[] = [];
    for (let member = 0; member < 4; member += 1) {
      void own.budget.admit(live()).then((end) => {
        inside += 1;
        ends.push(end);
      });
    }
    await own.clock.run(1_000);
    expect(inside).toBe(2);
    ends[0]?.();
    await own.clock.run(1_000);
    expect(inside).toBe(3);
  });

  it('gives everything back when it closes, and begins anew afterwards', async () => {
    const store = createMemoryBudgetStore();
    const own = stage(store);
    const permit = own.budget.take(live());
    await own.clock.run(1_000);
    (await permit)?.release(NOTHING_SEEN);
    const closing = own.budget.close();
    await own.clock.run(0);
    await closing;
    expect((await store.read('AC', { signal: live() })).state?.leases).toEqual({});
    expect(await takeMany(own, 1)).toBe(1);
  });

  it('lowers its own permits at once when Twilio refuses', async () => {
    const own = stage(createMemoryBudgetStore());
    const permits = Array.from({ length: 10 }, () => own.budget.take(live()));
    await own.clock.run(0);
    const taken = await Promise.all(permits);
    for (const permit of taken.slice(0, 3)) permit?.release({ ...NOTHING_SEEN, refused: 1 });
    // 10, 8, 6, 4: six are still out.
    expect(await own.budget.take(AbortSignal.timeout(0))).toBeUndefined();
  });
});
