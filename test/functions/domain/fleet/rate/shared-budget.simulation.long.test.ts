import { describe, expect, it } from 'vitest';
import {
  type BudgetStore,
  createMemoryBudgetStore,
} from '../../../../../functions/domain/fleet/rate/request-budget.ts';
import {
  type SimulatedClock,
  type SimulatedTwilio,
  type SimulatedWorker,
  seededRandomness,
  simulatedClock,
  simulatedTwilio,
  startWorker,
} from './simulation.ts';

interface World {
  readonly clock: SimulatedClock;
  readonly twilio: SimulatedTwilio;
  readonly workers: readonly SimulatedWorker[];
  readonly writes: () => number;
}

const LIMIT = 20;
const SECOND_MS = 1_000;
const MINUTE_MS = 60_000;

function world(workerCount: number): World {
  const clock = simulatedClock();
  const twilio = simulatedTwilio(clock, seededRandomness(1), LIMIT);
  const memory = createMemoryBudgetStore();
  let writes = 0;
  const store: BudgetStore = {
    read: async (...call) => {
      await clock.sleep(5);
      return await memory.read(...call);
    },
    put: async (...call) => {
      writes += 1;
      await clock.sleep(5);
      return await memory.put(...call);
    },
  };
  const workers = Array.from({ length: workerCount }, (_, index) =>
    startWorker({ clock, twilio, store, seed: index + 2 }, 25),
  );
  return { clock, twilio, workers, writes: () => writes };
}

function between({ twilio }: World, fromMs: number, untilMs: number): SimulatedTwilio['requests'] {
  return twilio.requests.filter(({ atMs }) => atMs >= fromMs && atMs < untilMs);
}

function share(requests: SimulatedTwilio['requests'], status: number): number {
  return requests.filter((one) => one.status === status).length / requests.length;
}

function meanAtOnce(requests: SimulatedTwilio['requests']): number {
  return requests.reduce((sum, { atOnce }) => sum + atOnce, 0) / requests.length;
}

describe('a fleet under a limit of 20 requests at once', () => {
  it.each([4, 40])('settles at it with %i workers, and few are refused', async (count) => {
    const fleet = world(count);
    await fleet.clock.run(2 * MINUTE_MS);
    const { requests } = fleet.twilio;
    expect(share(requests, 429)).toBeLessThan(0.02);
    expect(meanAtOnce(between(fleet, MINUTE_MS, 2 * MINUTE_MS))).toBeGreaterThan(0.85 * LIMIT);
    expect(fleet.writes() / requests.length).toBeLessThan(0.15);
  });

  it('gives the permits of a worker that was killed to the others when its lease ends', async () => {
    const fleet = world(4);
    await fleet.clock.run(MINUTE_MS);
    fleet.workers[0]?.kill();
    fleet.workers[1]?.kill();
    await fleet.clock.run(30 * SECOND_MS);
    const after = between(fleet, MINUTE_MS + 15 * SECOND_MS, MINUTE_MS + 30 * SECOND_MS);
    expect(meanAtOnce(after)).toBeGreaterThan(0.75 * LIMIT);
  });

  it('makes room when others use the account more', async () => {
    const fleet = world(4);
    await fleet.clock.run(MINUTE_MS);
    fleet.twilio.others = 12;
    await fleet.clock.run(MINUTE_MS);
    const after = between(fleet, MINUTE_MS + 10 * SECOND_MS, 2 * MINUTE_MS);
    expect(share(after, 429)).toBeLessThan(0.02);
    expect(meanAtOnce(after)).toBeLessThan(LIMIT - 12 + 1);
  });

  it('asks a little during an outage of ten minutes, and begins again without a storm', async () => {
    const fleet = world(6);
    await fleet.clock.run(MINUTE_MS);
    fleet.twilio.isOut = true;
    await fleet.clock.run(10 * MINUTE_MS);
    fleet.twilio.isOut = false;
    const endMs = 11 * MINUTE_MS;
    await fleet.clock.run(2 * MINUTE_MS);
    const during = between(fleet, MINUTE_MS + 30 * SECOND_MS, endMs);
    expect(during.length).toBeLessThan(250);
    expect(Math.max(...during.map(({ atOnce }) => atOnce))).toBeLessThanOrEqual(2);
    const recovered = between(fleet, endMs + 80 * SECOND_MS, endMs + 2 * MINUTE_MS);
    expect(meanAtOnce(recovered)).toBeGreaterThan(0.85 * LIMIT);
    expect(share(between(fleet, endMs, endMs + 2 * MINUTE_MS), 429)).toBeLessThan(0.02);
  });
});
