import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type {
  JobResult,
  PipelineJobs,
  SecretReader,
} from '../../../functions/domain/model/ports.ts';
import type { TwilioApi } from '../../../functions/domain/model/twilio-api.ts';
import { type GateOptions, type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

const never = (): Promise<never> => new Promise(() => undefined);
const deafTwilio: TwilioApi = { ask: never };
const deafSecrets: SecretReader = { read: never, describe: never };

interface Timed {
  readonly gate: TestGate;
  readonly results: readonly JobResult[];
  /** The function's time from the start to the first answer, and to the handler's end. */
  readonly answeredMs: number;
  readonly endedMs: number;
}

/** Runs a job against a CodePipeline that notes when it was answered. */
async function timedJob(options: GateOptions): Promise<Timed> {
  const results: JobResult[] = [];
  const answeredAt: number[] = [];
  const jobs: PipelineJobs = {
    answer: async (_id, result) => {
      results.push(result);
      answeredAt.push(gate.clock.monotonicMs());
      return { outcome: 'accepted', detail: '' };
    },
  };
  const gate = await world.openGate({ ...options, base: { jobs, ...options.base } });
  const startedMs = gate.clock.monotonicMs();
  await gate.runJob();
  const endedMs = gate.clock.monotonicMs() - startedMs;
  return { gate, results, answeredMs: (answeredAt[0] ?? Number.NaN) - startedMs, endedMs };
}

describe('a verification that never ends', () => {
  it.concurrent.each([
    { who: 'Twilio', left: 20, ports: { twilio: deafTwilio }, remainingMs: 20_000 },
    { who: 'Twilio', left: 60, ports: { twilio: deafTwilio }, remainingMs: 60_000, speed: 30 },
    { who: 'Secrets Manager', left: 20, ports: { secrets: deafSecrets }, remainingMs: 20_000 },
  ])('is answered 5 s before the limit: $who, $left s left', async ({ who, ...options }) => {
    const { gate, results, answeredMs, endedMs } = await timedJob(options);
    const { remainingMs } = options;
    expect(results).toHaveLength(1);
    expect(results[0]).toMatchObject({
      outcome: 'failure',
      type: 'SystemUnavailable',
      message: expect.stringContaining(`production: ${who} gave no`),
    });
    expect(answeredMs).toBeLessThanOrEqual(remainingMs - 5_000);
    expect(endedMs).toBeLessThan(remainingMs);
    expect(gate.mails()).toHaveLength(1);
  });

  it('opens where onInconclusive is "allow", and in shadow mode', async () => {
    const ports = { twilio: deafTwilio };
    for (const production of [{ onInconclusive: 'allow' }, { mode: 'shadow' }]) {
      const { results } = await timedJob({ ports, production, remainingMs: 12_000 });
      expect(results).toEqual([expect.objectContaining({ outcome: 'success' })]);
    }
  });
});

describe('a verification that ends when it is told to', () => {
  it('is reported with what was seen, before the watchdog wakes', async () => {
    const twilio: TwilioApi = {
      ask: (_question, { signal }) =>
        new Promise((resolve) => {
          const reply = {
            kind: 'no-answer',
            reason: 'out-of-time',
            detail: 'the time ran out',
            request: 'GET https://api.twilio.com/',
            attempts: 1,
            requestIds: [],
            durationMs: 1,
          } as const;
          signal.addEventListener('abort', () => resolve(reply), { once: true });
        }),
    };
    const { gate, results, answeredMs } = await timedJob({
      ports: { twilio },
      remainingMs: 20_000,
    });
    expect(results[0]).toMatchObject({
      type: 'SystemUnavailable',
      message: expect.not.stringContaining("the function's time was up"),
    });
    expect(answeredMs).toBeGreaterThan(7_000);
    expect(answeredMs).toBeLessThan(11_000);
    expect(gate.clock.sleeping()).toBe(0);
  });
});

describe('a verification that ends after the watchdog answered', () => {
  it('changes nothing more: one answer, one alert, and no rejection that nobody handles', async () => {
    let failLate: (reason: Error) => void = () => undefined;
    const twilio: TwilioApi = {
      ask: () =>
        new Promise((_resolve, reject) => {
          failLate = reject;
        }),
    };
    const { gate, results } = await timedJob({ ports: { twilio }, remainingMs: 14_000 });
    failLate(new Error('too late'));
    await new Promise((resolve) => setImmediate(resolve));
    expect(results).toHaveLength(1);
    expect(gate.mails()).toHaveLength(1);
  });
});

describe('a function with hardly any time left', () => {
  it.each([0, 300, 3_000])('still answers once with %d ms left', async (remainingMs) => {
    const { results } = await timedJob({ remainingMs, ports: { twilio: deafTwilio } });
    expect(results).toEqual([
      expect.objectContaining({ outcome: 'failure', type: 'SystemUnavailable' }),
    ]);
  });

  it('still asks a real CodePipeline', async () => {
    const gate = await world.openGate({ remainingMs: 300, speed: 1 });
    expect(await gate.runJob()).toMatchObject({ status: 'failed', type: 'SystemUnavailable' });
  });

  it('alerts also where CodePipeline is unreachable and the watchdog has answered late', async () => {
    const jobs: PipelineJobs = { answer: async () => ({ outcome: 'unreachable', detail: '' }) };
    const { gate } = await timedJob({
      base: { jobs },
      ports: { twilio: deafTwilio },
      remainingMs: 20_000,
      speed: 20,
    });
    expect(gate.mails()).toHaveLength(1);
  });
});

describe('a direct invocation whose verification needs too long', () => {
  it('returns an inconclusive report where the ports stop as told', async () => {
    const gate = await world.openGate({ remainingMs: 20_000, speed: 20 });
    gate.twilio.faults.add({ kind: 'hang' });
    expect(await gate.handler({ environment: 'production' }, gate.context)).toMatchObject({
      verdict: 'inconclusive',
    });
    expect(gate.clock.sleeping()).toBe(0);
  });
});
