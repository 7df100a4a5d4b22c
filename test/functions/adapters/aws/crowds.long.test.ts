import { afterAll, beforeAll, beforeEach, expect, it, vi } from 'vitest';
import { createLeases } from '../../../../functions/adapters/aws/create-leases.ts';
import { createRunHistory } from '../../../../functions/adapters/aws/create-run-history.ts';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { firstState } from '../../domain/history/stored.ts';
import { pointSdkAt } from './start-stand-in.ts';

const options = { signal: new AbortController().signal };
/** All callers share this process: none may take the crowd for an outage. */
const PATIENT = { requestTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };

let aws: LocalAws;
let table: string;

beforeAll(async () => {
  aws = await startLocalAws();
  pointSdkAt(aws.endpoint);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

beforeEach(async ({ task }) => {
  table = `runs-${task.id}`;
  await aws.tables.create({ name: table, partitionKey: 'pk', sortKey: 'sk' });
});

it('gives a lease to one of two hundred who ask at once', async () => {
  const now = new Date('2026-11-25T12:00:00.000Z');
  const leases = createLeases({ table, clock: { now: () => now }, ...PATIENT });
  const takes = Array.from({ length: 200 }, () => leases.take('health', 60_000, options));
  expect((await Promise.all(takes)).filter(Boolean)).toHaveLength(1);
});

it('has one winner among a hundred writers of a state at once', async () => {
  const history = createRunHistory({ table, ...PATIENT });
  const production = { environment: 'production', versionStage: 'AWSCURRENT' } as const;
  await history.putState(production, firstState(), options);
  const writes = Array.from({ length: 100 }, (_, index) =>
    history.putState(
      production,
      firstState({ revision: 2, notifiedJobs: [`job-${index}`] }),
      options,
    ),
  );
  const outcomes = await Promise.all(writes);
  expect(outcomes.filter((outcome) => outcome === 'stored')).toHaveLength(1);
});
