import { describe, expect, it } from 'vitest';
import type { FleetGateBase } from '../../../functions/compose-fleet-runs.ts';
import type { FleetRunState } from '../../../functions/domain/model/fleet-ports.ts';
import type { JobAnswer, JobResult } from '../../../functions/domain/model/ports.ts';
import { PreflightError } from '../../../functions/domain/model/preflight-error.ts';
import type { Verdict } from '../../../functions/domain/model/report.ts';
import type { FleetReport } from '../../../functions/domain/model/schemas/fleet-schema.ts';
import { createFleetGateHandler } from '../../../functions/handlers/fleet-gate.ts';

const FIRST = '11111111-1111-4111-8111-111111111111';
const SECOND = '22222222-2222-4222-8222-222222222222';

const denied = new PreflightError('AccessDenied', { code: 'fleet.unavailable', fault: 'operator' });
const silent = new PreflightError('no answer', { code: 'fleet.unavailable', fault: 'service' });

interface Given {
  readonly state?: FleetRunState | Error;
  readonly start?: Error;
  readonly token?: string;
  readonly mode?: 'enforce' | 'shadow';
  /** Why the configuration cannot be read. */
  readonly configuration?: PreflightError;
  readonly answer?: (result: JobResult) => JobAnswer['outcome'];
}

function reportOf(verdict: Verdict, cause = 'credential.revoked'): FleetReport {
  return {
    schemaVersion: 1,
    runId: FIRST,
    verdict,
    fleet: {
      total: 3,
      verdicts: { pass: 2, warn: 0, fail: 1, inconclusive: 0 },
      causes: [{ cause, count: 1 }],
      worst: [{ member: 'acme', verdict: 'fail', cause, summary: 'Twilio rejects the key' }],
      results: 's3://bucket/runs/1/results/',
    },
  };
}

/** Hands the gate one job, and gives what it answered and started. */
async function job(given: Given) {
  const { state, start, token, mode = 'enforce', configuration } = given;
  const { answer = () => 'accepted' } = given;
  const answered: (readonly [string, JobResult])[] = [];
  const started: unknown[] = [];
  let nowMs = 0;
  const nothing = (): void => undefined;
  const base = {
    alerts: undefined,
    clock: {
      now: () => new Date(),
      monotonicMs: () => nowMs,
      sleep: async (ms: number, signal?: AbortSignal) => {
        if (ms < 10_000) nowMs += Math.max(ms, 1_000);
        else await new Promise((resolve) => signal?.addEventListener('abort', resolve));
      },
    },
    randomness: { fraction: () => 0.5, uuid: () => SECOND },
    log: { info: nothing, warn: nothing, error: nothing },
    metrics: { add: nothing, publish: async () => undefined },
    jobs: {
      answer: async (jobId: string, result: JobResult) => {
        answered.push([jobId, result]);
        return { outcome: answer(result), detail: '' };
      },
    },
    runs: {
      start: async (runId: string, input: object) => {
        if (start !== undefined) throw start;
        started.push([runId, input]);
      },
      describe: async () => {
        if (state === undefined || state instanceof Error) throw state;
        return state;
      },
    },
    // The gate of a fleet asks no other member.
  } as unknown as FleetGateBase;
  const fleet = { template: { mode, onInconclusive: 'block' } };
  const gate = { configuration: { fleet } } as never;
  const handler = createFleetGateHandler(base, () => {
    if (configuration !== undefined) throw configuration;
    return gate;
  });
  const data = { continuationToken: token };
  const id = token === undefined ? FIRST : SECOND;
  await handler({ 'CodePipeline.job': { id, data } }, { getRemainingTimeInMillis: () => 60_000 });
  return { answered, started, last: answered.at(-1)?.[1] };
}

describe('the gate of a fleet', () => {
  it('starts a run by the id of the first job, and asks to be invoked again', async () => {
    const { answered, started } = await job({});
    expect(started).toEqual([[FIRST, {}]]);
    expect(answered).toEqual([
      [FIRST, expect.objectContaining({ outcome: 'continue', continuationToken: FIRST })],
    ]);
  });

  it('says how far the run is, and hands its name on', async () => {
    const progress = { total: 10_000, done: 2_500, notJudged: 0 };
    const { last, started } = await job({ token: FIRST, state: { state: 'running', progress } });
    expect(started).toEqual([]);
    expect(last).toEqual({
      outcome: 'continue',
      continuationToken: FIRST,
      summary: `Verifying the fleet: 2,500 of 10,000 members. Run ${FIRST}`,
    });
  });

  it.each(['pass', 'warn'] as const)('opens for %s', async (verdict) => {
    const { last } = await job({
      token: FIRST,
      state: { state: 'ended', report: reportOf(verdict) },
    });
    expect(last).toMatchObject({ outcome: 'success', outputVariables: { verdict, runId: FIRST } });
  });

  it.each([
    { verdict: 'fail', cause: 'credential.revoked', type: 'JobFailed' },
    { verdict: 'fail', cause: 'secret.not-found', type: 'ConfigurationError' },
    { verdict: 'inconclusive', cause: 'twilio.unreachable', type: 'SystemUnavailable' },
  ] as const)('blocks for $verdict by $cause with $type', async ({ verdict, cause, type }) => {
    const report = reportOf(verdict, cause);
    const { last } = await job({ token: FIRST, state: { state: 'ended', report } });
    expect(last).toMatchObject({ outcome: 'failure', type, externalExecutionId: FIRST });
    expect(last).toMatchObject({
      message: expect.stringContaining('acme: fail. Twilio rejects the key'),
    });
  });

  it('says where every result lies before the members, whose lines CodePipeline may cut', async () => {
    const state = { state: 'ended', report: reportOf('fail') } as const;
    const { last } = await job({ token: FIRST, state });
    expect(last).toMatchObject({
      message: [
        'Fleet: fail, the gate is BLOCKED (3 members: 1 fail, 2 pass)',
        'Causes: credential.revoked (1).',
        'Every result: s3://bucket/runs/1/results/',
        `Run ${FIRST}`,
        'acme: fail. Twilio rejects the key',
      ].join('\n'),
    });
  });

  it('stays open in shadow mode, and says that it would block, and why', async () => {
    const state = { state: 'ended', report: reportOf('fail') } as const;
    const { last } = await job({ token: FIRST, state, mode: 'shadow' });
    expect(last).toMatchObject({
      outcome: 'success',
      summary: `Fleet: fail, the gate is open only because of shadow mode; it would block (3 members: 1 fail, 2 pass). Causes: credential.revoked (1). Run ${FIRST}`,
    });
  });

  it.each<readonly [string, Given]>([
    ['has no report', { token: FIRST, state: { state: 'broken', reason: 'it was stopped' } }],
    ['may not be started', { start: denied }],
    ['may not be seen', { token: FIRST, state: denied }],
    ['meets a defect', { token: FIRST, state: new TypeError('x') }],
    [
      'may not go on',
      { answer: ({ outcome }) => (outcome === 'continue' ? 'refused' : 'accepted') },
    ],
  ])('stays open in shadow mode for a run that %s, and says so', async (_what, given) => {
    const { last } = await job({ ...given, mode: 'shadow' });
    expect(last).toMatchObject({
      outcome: 'success',
      summary: expect.stringMatching(
        /^Fleet: inconclusive, the gate is open, as always in shadow mode\. .+\. Nothing was decided\. Run /,
      ),
      outputVariables: { verdict: 'inconclusive', runId: FIRST },
    });
  });

  it('ends a reason with one full stop', async () => {
    const { last } = await job({
      token: FIRST,
      state: { state: 'broken', reason: 'it is empty.' },
    });
    expect(last).toMatchObject({ message: expect.stringContaining('it is empty. Nothing was') });
  });

  it('blocks where the mode cannot be read', async () => {
    const configuration = new PreflightError('no file', {
      code: 'config.invalid',
      fault: 'operator',
    });
    const { last } = await job({ start: denied, mode: 'shadow', configuration });
    expect(last?.outcome).toBe('failure');
  });

  it('fails for a run without a report, with the reason', async () => {
    const { last } = await job({
      token: FIRST,
      state: { state: 'broken', reason: 'it ran out of its time' },
    });
    expect(last).toMatchObject({
      outcome: 'failure',
      type: 'SystemUnavailable',
      message: expect.stringContaining('it ran out of its time'),
    });
  });

  it.each([
    { name: 'may not start it', given: { start: denied }, type: 'PermissionError' },
    { name: 'gets no answer to the start', given: { start: silent }, type: 'SystemUnavailable' },
    { name: 'may not see it', given: { token: FIRST, state: denied }, type: 'PermissionError' },
    {
      name: 'meets a defect',
      given: { token: FIRST, state: new TypeError('x') },
      type: 'SystemUnavailable',
    },
  ])('fails at once where it $name', async ({ given, type }) => {
    const { answered, last } = await job(given);
    expect(last).toMatchObject({ outcome: 'failure', type });
    expect(answered).toHaveLength(1);
  });

  it('asks again where the state of a run that goes on could not be read', async () => {
    const { last } = await job({ token: FIRST, state: silent });
    expect(last).toMatchObject({ outcome: 'continue', continuationToken: FIRST });
  });

  it('starts the run again where it is not there', async () => {
    const { started } = await job({ token: FIRST, state: { state: 'absent' } });
    expect(started).toEqual([[FIRST, {}]]);
  });

  it('fails the job where CodePipeline refuses that it goes on', async () => {
    const { answered } = await job({
      answer: ({ outcome }) => (outcome === 'continue' ? 'refused' : 'accepted'),
    });
    expect(answered.map(([, { outcome }]) => outcome)).toEqual(['continue', 'failure']);
  });

  it('answers nothing where another delivery did', async () => {
    const { answered } = await job({ answer: () => 'already-completed' });
    expect(answered).toHaveLength(1);
  });
});
