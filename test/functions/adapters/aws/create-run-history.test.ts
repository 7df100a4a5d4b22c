import { inspect } from 'node:util';
import { afterAll, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createRunHistory } from '../../../../functions/adapters/aws/create-run-history.ts';
import { PreflightError } from '../../../../functions/domain/model/preflight-error.ts';
import type { RunHistory } from '../../../../functions/domain/model/run-history.ts';
import type { FaultEffect } from '../../../../local/aws/faults/fault.ts';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { firstState, rejectedRun } from '../../domain/history/stored.ts';
import { pointSdkAt } from './start-stand-in.ts';

const call = { signal: new AbortController().signal };
/** A test of what is kept, not of how fast. */
const PATIENT = { requestTimeoutMs: 60_000 };
const PRODUCTION = { environment: 'production', versionStage: 'AWSCURRENT' } as const;
const PENDING = { environment: 'production', versionStage: 'AWSPENDING' } as const;

let aws: LocalAws;
let history: RunHistory;
let table: string;
let tables = 0;

beforeAll(async () => {
  aws = await startLocalAws();
  pointSdkAt(aws.endpoint);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

beforeEach(async () => {
  aws.faults.clear();
  tables += 1;
  table = `runs-${tables}`;
  await aws.tables.create({ name: table, partitionKey: 'pk', sortKey: 'sk' });
  history = createRunHistory({ table, ...PATIENT });
});

function startedAt(index: number): string {
  return new Date(Date.UTC(2026, 10, 22) + index * 3_600_000).toISOString();
}

async function recordRuns(count: number): Promise<void> {
  for (let index = 0; index < count; index += 1) {
    const run = { runId: `run-${index}`, startedAt: startedAt(index) };
    await history.record(rejectedRun({}, run), call);
  }
}

describe('a run', () => {
  it('is kept with its report, and expires after 400 days', async () => {
    const run = rejectedRun();
    await history.record(run, call);
    const [item] = await aws.tables.items(table);
    expect(item).toMatchObject({
      pk: { S: 'ENV#production' },
      sk: { S: 'RUN#2026-11-22T03:00:00.000Z#run-1' },
      expiresAt: { N: String(Date.UTC(2026, 10, 22, 3) / 1000 + 400 * 86_400) },
      verdict: { S: 'fail' },
      cause: { S: 'credential.rejected' },
      versionId: { S: 'v-1' },
      origin: { M: { pipeline: { S: 'release' }, executionId: { S: 'e-1' } } },
    });
    const { report } = item as { readonly report: { readonly S: string } };
    expect(JSON.parse(report.S)).toEqual(run.report);
  });

  it('comes back as it went in, without its report', async () => {
    const { report: _, ...summary } = rejectedRun();
    await history.record(rejectedRun(), call);
    const page = await history.listRuns({ environment: 'production', limit: 10 }, call);
    expect(page).toEqual({ runs: [summary] });
  });

  it('that passed has no cause', async () => {
    const { diagnosis: _, ...passed } = rejectedRun({ verdict: 'pass', blocked: false }).report;
    const run = { ...rejectedRun(), verdict: 'pass' as const, cause: undefined, report: passed };
    await history.record(run, call);
    const { runs } = await history.listRuns({ environment: 'production', limit: 1 }, call);
    expect(runs[0]).not.toHaveProperty('cause');
  });

  it('that is kept again is one run', async () => {
    await history.record(rejectedRun(), call);
    await history.record(rejectedRun(), call);
    expect(await aws.tables.items(table)).toHaveLength(1);
  });

  it('whose report is huge is kept shortened, and marked', async () => {
    const message = 'x'.repeat(900_000);
    const [check] = rejectedRun().report.checks;
    if (check === undefined) throw new Error('There is no check.');
    await history.record(rejectedRun({ checks: [{ ...check, message }] }), call);
    const [item] = await aws.tables.items(table);
    const { report } = item as { readonly report: { readonly S: string } };
    expect(report.S.length).toBeLessThan(100_000);
    expect(JSON.parse(report.S)).toMatchObject({ shortened: true, verdict: 'fail' });
  });
});

describe('the runs of an environment', () => {
  it('come the newest first, page by page, and others are not among them', async () => {
    await recordRuns(7);
    await history.record(rejectedRun({ name: 'staging' }), call);
    await history.putState(PRODUCTION, firstState(), call);
    const seen: string[] = [];
    let before: string | undefined;
    do {
      const page = await history.listRuns({ environment: 'production', limit: 3, before }, call);
      seen.push(...page.runs.map(({ runId }) => runId));
      before = page.next;
    } while (before !== undefined);
    expect(seen).toEqual(['run-6', 'run-5', 'run-4', 'run-3', 'run-2', 'run-1', 'run-0']);
  });

  it('are those before a time, where one is given', async () => {
    await recordRuns(4);
    const before = startedAt(2);
    const { runs } = await history.listRuns({ environment: 'production', limit: 10, before }, call);
    expect(runs.map(({ runId }) => runId)).toEqual(['run-1', 'run-0']);
  });

  it('are found beyond the megabyte at which DynamoDB ends a page', async () => {
    const evidence = Array.from({ length: 30 }, () => 'y'.repeat(3_000));
    for (let index = 0; index < 25; index += 1) {
      const { diagnosis } = rejectedRun().report;
      if (diagnosis === undefined) throw new Error('There is no diagnosis.');
      const run = { runId: `run-${index}`, startedAt: startedAt(index) };
      await history.record(rejectedRun({ diagnosis: { ...diagnosis, evidence } }, run), call);
    }
    aws.journal.clear();
    const { runs } = await history.listRuns({ environment: 'production', limit: 100 }, call);
    expect(runs).toHaveLength(25);
    expect(aws.journal.list().length).toBeGreaterThan(1);
  });
});

describe('a state', () => {
  it('is unknown before the first, and then comes back as it went in', async () => {
    expect(await history.readState(PRODUCTION, call)).toBeUndefined();
    expect(await history.putState(PRODUCTION, firstState(), call)).toBe('stored');
    expect(await history.readState(PRODUCTION, call)).toEqual(firstState());
  });

  it('is kept apart for a version that is not in use yet', async () => {
    await history.putState(PENDING, firstState(), call);
    expect(await history.readState(PRODUCTION, call)).toBeUndefined();
    expect(await history.readState(PENDING, call)).toEqual(firstState());
  });

  it('shows in the console what a person looks for, and never expires', async () => {
    await history.putState(PRODUCTION, firstState(), call);
    const [item] = await aws.tables.items(table);
    expect(item).toMatchObject({
      sk: { S: 'STATE' },
      verdict: { S: 'pass' },
      versionId: { S: 'v-1' },
    });
    expect(item).not.toHaveProperty('expiresAt');
  });

  it('is not written over another of the same revision', async () => {
    await history.putState(PRODUCTION, firstState(), call);
    expect(await history.putState(PRODUCTION, firstState(), call)).toBe('conflict');
    const second = firstState({ revision: 2 });
    expect(await history.putState(PRODUCTION, second, call)).toBe('stored');
    expect(await history.putState(PRODUCTION, second, call)).toBe('conflict');
  });

  it('has one winner among ten writers at once', async () => {
    await history.putState(PRODUCTION, firstState(), call);
    const writes = Array.from({ length: 10 }, (_, index) =>
      history.putState(
        PRODUCTION,
        firstState({ revision: 2, notifiedJobs: [`job-${index}`] }),
        call,
      ),
    );
    const outcomes = await Promise.all(writes);
    expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
  });

  it('that this version cannot read is no state', async () => {
    const Item = {
      pk: { S: 'ENV#production' },
      sk: { S: 'STATE' },
      state: { S: '{"revision":"x"}' },
    };
    await aws.tables.call('PutItem', { TableName: table, Item });
    const error = await history.readState(PRODUCTION, call).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'history.unavailable' });
  });
});

const FAULTS: readonly {
  readonly name: string;
  readonly effect: FaultEffect;
  readonly text: string;
}[] = [
  {
    name: 'refuses the role',
    effect: { kind: 'error', type: 'AccessDeniedException', message: 'not authorized to perform' },
    text: 'AccessDeniedException: not authorized to perform',
  },
  { name: 'throttles', effect: { kind: 'throttle' }, text: 'ThrottlingException: Rate exceeded' },
  { name: 'fails', effect: { kind: 'server-error' }, text: 'InternalServiceError' },
  { name: 'resets', effect: { kind: 'reset' }, text: 'No answer from DynamoDB: the connection' },
  { name: 'hangs', effect: { kind: 'hang' }, text: 'No answer from DynamoDB in time.' },
  { name: 'answers garbage', effect: { kind: 'garbage' }, text: 'not one of DynamoDB (HTTP 200)' },
  { name: 'answers nothing', effect: { kind: 'empty' }, text: 'not one of DynamoDB' },
];

describe('a DynamoDB that', () => {
  it.each(FAULTS)('$name is told apart from an empty table', async ({ effect, text }) => {
    aws.faults.add({ service: 'dynamodb', ...effect });
    const limits = effect.kind === 'hang' ? { requestTimeoutMs: 60 } : PATIENT;
    const impatient = createRunHistory({ table, ...limits, maxAttempts: 1 });
    const calls = [
      () => impatient.readState(PRODUCTION, call),
      () => impatient.putState(PRODUCTION, firstState(), call),
      () => impatient.record(rejectedRun(), call),
      () => impatient.listRuns({ environment: 'production', limit: 1 }, call),
    ];
    for (const one of calls) {
      const error = await one().catch((thrown: unknown) => thrown);
      expect(error).toBeInstanceOf(PreflightError);
      expect(error).toMatchObject({ code: 'history.unavailable', fault: 'service' });
      expect((error as Error).message).toContain(text);
      expect(inspect(error, { depth: 9, showHidden: true })).not.toMatch(/Credential=/);
    }
  });

  it('knows no such table is named with what it says', async () => {
    const lost = createRunHistory({ table: 'no-such-table' });
    await expect(lost.readState(PRODUCTION, call)).rejects.toThrow('ResourceNotFoundException');
  });

  it('is slower than the signal allows is given up at once', async () => {
    aws.faults.add({ service: 'dynamodb', kind: 'hang' });
    const stopped = { signal: AbortSignal.timeout(50) };
    await expect(history.readState(PRODUCTION, stopped)).rejects.toThrow('in time');
  });

  it('wrote and whose answer was lost has written', async () => {
    aws.faults.add({ service: 'dynamodb', kind: 'accept-then-reset', times: 1 });
    expect(await history.putState(PRODUCTION, firstState(), call)).toBe('conflict');
    expect(await history.readState(PRODUCTION, call)).toEqual(firstState());
  });
});
