import { describe, expect, it } from 'vitest';
import {
  createCachedLookup,
  createLocalCache,
} from '../../../../functions/domain/health/cached-lookup.ts';
import {
  type HealthPorts,
  type HealthQuestion,
  type Observation,
  type Observed,
  observationIn,
  observationOf,
  observeEnvironment,
} from '../../../../functions/domain/health/observe-environment.ts';
import type { EnvironmentState } from '../../../../functions/domain/model/environment-state.ts';
import type { Clock } from '../../../../functions/domain/model/ports.ts';
import { rejectedReport } from '../history/stored.ts';

const START = Date.parse('2026-11-25T12:00:00.000Z');
const MINUTE_MS = 60_000;

/** Time that passes only by sleeping, and by `pass`. */
function createStillClock(): Clock & { pass(ms: number): void } {
  let passedMs = 0;
  return {
    now: () => new Date(START + passedMs),
    monotonicMs: () => passedMs,
    sleep: async (ms) => {
      passedMs += ms;
    },
    pass: (ms) => {
      passedMs += ms;
    },
  };
}

function stateOf(ageMinutes: number): EnvironmentState {
  const startedAt = new Date(START - ageMinutes * MINUTE_MS).toISOString();
  return {
    revision: 1,
    last: { runId: 'stored', startedAt, trigger: 'schedule', verdict: 'pass' },
    verdictSince: startedAt,
    versionSince: startedAt,
    notifiedJobs: [],
  };
}

interface World {
  readonly ports: HealthPorts;
  readonly question: HealthQuestion;
  readonly clock: ReturnType<typeof createStillClock>;
  readonly troubles: string[];
  readonly looks: () => number;
}

interface Arrangement {
  readonly state?: () => EnvironmentState | undefined;
  readonly take?: () => boolean;
  readonly verify?: () => Observation;
}

const SEEN: Observation = {
  verdict: 'fail',
  observedAt: new Date(START).toISOString(),
  runId: 'live',
  cause: 'credential.rejected',
};

function arrange({ state = () => undefined, take = () => true, verify }: Arrangement): World {
  const clock = createStillClock();
  const troubles: string[] = [];
  let looks = 0;
  return {
    clock,
    troubles,
    looks: () => looks,
    ports: {
      clock,
      history: { readState: async () => state() },
      leases: { take: async () => take() },
      local: createLocalCache(clock),
    },
    question: {
      environment: 'production',
      maxAgeMs: 15 * MINUTE_MS,
      signal: new AbortController().signal,
      verify: async () => {
        looks += 1;
        return verify?.() ?? SEEN;
      },
      onError: (detail) => troubles.push(detail),
    },
  };
}

function broken(): never {
  throw new TypeError('no answer');
}

describe('observeEnvironment', () => {
  it('goes by a verdict that is young enough, and verifies nothing', async () => {
    const { ports, question, looks } = arrange({ state: () => stateOf(14) });
    const { observation, isFresh } = await observeEnvironment(question, ports);
    expect([observation?.runId, isFresh, looks()]).toEqual(['stored', true, 0]);
  });

  it('verifies where the verdict is too old and the turn is its own', async () => {
    const { ports, question, looks } = arrange({ state: () => stateOf(15) });
    expect(await observeEnvironment(question, ports)).toEqual({ observation: SEEN, isFresh: true });
    expect(looks()).toBe(1);
  });

  it('verifies where nothing was ever seen', async () => {
    const { ports, question } = arrange({});
    expect((await observeEnvironment(question, ports)).isFresh).toBe(true);
  });

  it('goes by what was known where its own verification fails', async () => {
    const { ports, question, troubles } = arrange({ state: () => stateOf(20), verify: broken });
    const { observation, isFresh } = await observeEnvironment(question, ports);
    expect([observation?.runId, isFresh, troubles]).toEqual(['stored', false, ['TypeError']]);
  });

  it('waits for the verification of another, and goes by what that finds', async () => {
    let reads = 0;
    const state = (): EnvironmentState => {
      reads += 1;
      return stateOf(reads < 3 ? 20 : 0);
    };
    const { ports, question, looks } = arrange({ state, take: () => false });
    expect((await observeEnvironment(question, ports)).isFresh).toBe(true);
    expect([reads, looks()]).toEqual([3, 0]);
  });

  it('waits no longer than some seconds, and then goes by what is known', async () => {
    const { ports, question, clock } = arrange({ state: () => stateOf(20), take: () => false });
    const { observation, isFresh } = await observeEnvironment(question, ports);
    expect([observation?.runId, isFresh]).toEqual(['stored', false]);
    expect(clock.monotonicMs()).toBe(8_000);
  });

  it('keeps what it knew where the store falls silent while it waits', async () => {
    let reads = 0;
    const state = (): EnvironmentState => {
      reads += 1;
      return reads === 1 ? stateOf(20) : broken();
    };
    const { ports, question } = arrange({ state, take: () => false });
    expect((await observeEnvironment(question, ports)).observation?.runId).toBe('stored');
  });

  it('stops waiting when its own time is up', async () => {
    const world = arrange({ take: () => false });
    const question = { ...world.question, signal: AbortSignal.abort() };
    expect(await observeEnvironment(question, world.ports)).toEqual({ isFresh: false });
  });

  it('verifies once within the time of a verdict while the store gives no answer', async () => {
    const { ports, question, looks, clock } = arrange({ state: broken, take: broken });
    for (let ask = 0; ask < 3; ask += 1) {
      expect((await observeEnvironment(question, ports)).observation).toEqual(SEEN);
      clock.pass(4 * MINUTE_MS);
    }
    expect(looks()).toBe(1);
    clock.pass(4 * MINUTE_MS);
    await observeEnvironment(question, ports);
    expect(looks()).toBe(2);
  });

  it('does not try again at once where neither the store nor the verification works', async () => {
    const all = arrange({ state: broken, take: broken, verify: broken });
    for (let ask = 0; ask < 3; ask += 1) {
      expect(await observeEnvironment(all.question, all.ports)).toEqual({ isFresh: false });
    }
    expect(all.looks()).toBe(1);
  });
});

describe('createCachedLookup', () => {
  it('asks once for all who ask at once, and again after five seconds', async () => {
    const clock = createStillClock();
    const lookUp = createCachedLookup<Observed>(clock, 5_000);
    let asked = 0;
    const ask = async () => {
      asked += 1;
      return { isFresh: false };
    };
    await Promise.all([1, 2, 3].map(() => lookUp('production', ask)));
    clock.pass(4_999);
    await lookUp('production', ask);
    expect(asked).toBe(1);
    await lookUp('staging', ask);
    expect(asked).toBe(2);
    clock.pass(1);
    await lookUp('production', ask);
    expect(asked).toBe(3);
  });
});

describe('what a run says of an environment', () => {
  it('is its verdict, when it began, and the cause of a bad one', () => {
    const report = rejectedReport();
    const [environment] = report.environments;
    if (environment === undefined) throw new Error('no environment');
    expect(observationIn(report, environment)).toEqual({
      verdict: 'fail',
      observedAt: report.startedAt,
      runId: report.runId,
      cause: environment.diagnosis?.cause,
    });
    const { diagnosis: _none, ...unexplained } = environment;
    expect(observationIn(report, unexplained).cause).toBe('unknown');
    expect(observationIn(report, { ...environment, verdict: 'inconclusive' }).cause).toBeDefined();
    expect(observationIn(report, { ...environment, verdict: 'pass' }).cause).toBeUndefined();
  });

  it('is the same as the history kept it', () => {
    const last = { ...stateOf(0).last, cause: 'twilio.unavailable' };
    expect(observationOf(last).cause).toBe('twilio.unavailable');
  });
});
