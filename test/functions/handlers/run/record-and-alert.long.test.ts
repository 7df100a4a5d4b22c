import { randomUUID } from 'node:crypto';
import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, it, vi } from 'vitest';
import { createAlertSink } from '../../../../functions/adapters/aws/create-alert-sink.ts';
import { createRunHistory } from '../../../../functions/adapters/aws/create-run-history.ts';
import { systemClock } from '../../../../functions/adapters/system/system-clock.ts';
import { systemRandomness } from '../../../../functions/adapters/system/system-randomness.ts';
import type { Trigger } from '../../../../functions/domain/model/report.ts';
import type { RunOrigin } from '../../../../functions/domain/model/schemas/history-schema.ts';
import type { Invocation } from '../../../../functions/handlers/run/invocation.ts';
import { recordAndAlert } from '../../../../functions/handlers/run/record-and-alert.ts';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { pointSdkAt } from '../../adapters/aws/start-stand-in.ts';
import { rejectedReport } from '../../domain/history/stored.ts';
import { createFastClock } from '../fast-clock.ts';
import { createRecordedLog } from '../recorded-log.ts';
import { createRecordedMetrics } from '../recorded-metrics.ts';

const DELIVERIES = 200;
/** All deliveries share this process: none may take the crowd for an outage. */
const PATIENT = { requestTimeoutMs: 60_000, connectionTimeoutMs: 60_000 };

let aws: LocalAws;
let table: string;
let invocation: Invocation;

beforeAll(async () => {
  aws = await startLocalAws();
  pointSdkAt(aws.endpoint);
});

afterAll(async () => {
  vi.unstubAllEnvs();
  await aws.close();
});

beforeEach(async () => {
  table = `runs-${randomUUID()}`;
  await aws.tables.create({ name: table, partitionKey: 'pk', sortKey: 'sk' });
  const topicArn = aws.notifications.createTopic(table);
  aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint: `${table}@example.com` });
  invocation = {
    base: {
      alerts: createAlertSink({ topicArn, ...PATIENT }),
      history: createRunHistory({ table, ...PATIENT }),
      // A slow clock, for the same reason as PATIENT.
      clock: createFastClock(0.1),
      randomness: { ...systemRandomness, fraction: () => systemRandomness.fraction() / 10 },
      log: createRecordedLog().log,
      metrics: createRecordedMetrics().metrics,
    },
    gate: () => {
      throw new Error('The configuration is not needed.');
    },
    time: { startedMs: 0, remainingMs: 120_000 },
  };
});

afterEach(() => aws.faults.clear());

function mails(): number {
  return aws.notifications.mailbox.list().filter(({ to }) => to === `${table}@example.com`).length;
}

/** The same finding, as each delivery of one event makes it anew. */
function deliver(trigger: Trigger, origin: RunOrigin = {}): Promise<void> {
  const startedAt = systemClock.now().toISOString();
  const report = rejectedReport({}, { runId: randomUUID(), startedAt, trigger });
  return recordAndAlert({ report, origin, invocation });
}

function crowd(trigger: Trigger, origin: RunOrigin = {}): Promise<unknown> {
  return Promise.all(Array.from({ length: DELIVERIES }, () => deliver(trigger, origin)));
}

describe('two hundred deliveries of a failing event at once', () => {
  it('send one alert and keep every run', async () => {
    await crowd('schedule');
    expect(mails()).toBe(1);
    // Each run, and the state.
    expect(await aws.tables.items(table)).toHaveLength(DELIVERIES + 1);
  });

  it('send one alert where they are one job that could not be answered', async () => {
    await crowd('pipeline', { jobId: 'job-1' });
    await crowd('pipeline', { jobId: 'job-1' });
    expect(mails()).toBe(1);
  });

  it('send one at least where DynamoDB fails half of the time', async () => {
    aws.faults.add({ service: 'dynamodb', kind: 'server-error', chance: 0.5 });
    await crowd('schedule');
    expect(mails()).toBeGreaterThanOrEqual(1);
    expect(mails()).toBeLessThan(DELIVERIES);
  });
});

describe('one delivery', () => {
  it('is told where DynamoDB fails half of the time, every time', async () => {
    aws.faults.add({ service: 'dynamodb', kind: 'server-error', chance: 0.5 });
    for (let round = 1; round <= 30; round += 1) {
      const before = mails();
      const name = `environment-${round}`;
      const startedAt = systemClock.now().toISOString();
      const report = rejectedReport({ name }, { runId: randomUUID(), startedAt });
      await recordAndAlert({ report, origin: {}, invocation });
      expect(mails()).toBe(before + 1);
    }
  });
});

describe('a run of fifty environments', () => {
  it('is told of each, though DynamoDB hangs', async () => {
    const environments = Array.from({ length: 50 }, (_, index) => {
      const [environment] = rejectedReport({ name: `environment-${index}` }).environments;
      if (environment === undefined) throw new Error('The report has no environment.');
      return environment;
    });
    aws.faults.add({ service: 'dynamodb', kind: 'hang' });
    const { base } = invocation;
    const clock = createFastClock(1);
    await recordAndAlert({
      report: { ...rejectedReport(), environments },
      origin: {},
      invocation: { ...invocation, base: { ...base, clock } },
    });
    expect(mails()).toBe(50);
    expect(clock.monotonicMs()).toBeLessThan(15_000);
  });
});
