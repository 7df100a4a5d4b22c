import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { createObjectStore } from '../../../functions/adapters/aws/create-object-store.ts';
import type { Report } from '../../../functions/domain/model/report.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

const BUCKET = 'reports-of-the-gate';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
  world.aws.objects.createBucket(BUCKET);
});

afterAll(() => world.close());

const openGate = (production = {}, requestTimeoutMs = 60_000) =>
  world.openGate({
    speed: 1,
    production,
    base: {
      reports: createObjectStore({ bucket: BUCKET, maxAttempts: 1, requestTimeoutMs }),
      place: {
        region: 'us-east-1',
        runbookUrl: undefined,
        reports: { bucket: BUCKET, prefix: 'reports/' },
      },
    },
  });

/** The key that a text names, as a person would find it there. */
function keyIn(text: string): string {
  const [, key = ''] =
    /Report: https:\/\/us-east-1\.console\.aws\.amazon\.com\/s3\/object\/reports-of-the-gate\?region=us-east-1&prefix=(\S+)/.exec(
      text,
    ) ?? [];
  return key;
}

describe('a gate with a bucket for reports', () => {
  it('names the page of a blocked job in its message and the mail, and keeps it there', async () => {
    const gate = await openGate({ account: { sid: `AC${'0'.repeat(32)}` } });
    const state = await gate.runJob();
    const message = state.status === 'failed' ? state.message : '';
    const key = keyIn(message);
    expect(key).toMatch(/^reports\/[0-9a-f-]{36}\.html$/);
    expect(gate.mails().map(keyIn)).toEqual([key]);
    const page = world.aws.objects.get(BUCKET, key);
    expect(page?.contentType).toBe('text/html; charset=utf-8');
    expect(page?.body.toString()).toContain('<h1>Credential check');
  });

  it('keeps the page of a passing run too, after its answer', async () => {
    const gate = await openGate();
    world.aws.journal.clear();
    const state = await gate.runJob();
    const summary = state.status === 'succeeded' ? (state.summary ?? '') : '';
    expect(world.aws.objects.get(BUCKET, keyIn(summary))).toBeDefined();
    const calls = world.aws.journal.list().map(({ operation }) => operation);
    expect(calls.indexOf('PutObject')).toBeGreaterThan(calls.indexOf('PutJobSuccessResult'));
  });

  it('answers a person as ever where the page cannot be kept, and warns in the log', async () => {
    const gate = await openGate();
    world.aws.faults.add({ service: 's3', kind: 'server-error', times: 1 });
    const report = (await gate.handler({ environment: 'production' }, gate.context)) as Report;
    expect(report.verdict).toBe('pass');
    expect(gate.logLines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'the page of the run could not be kept' }),
    );
  });

  it('answers its job before an S3 that hangs', async () => {
    const gate = await openGate({}, 100);
    world.aws.faults.add({ service: 's3', kind: 'hang', times: 1 });
    const state = await gate.runJob();
    expect(state.status).toBe('succeeded');
    expect(gate.logLines).toContainEqual(
      expect.objectContaining({ message: 'the page of the run could not be kept' }),
    );
  });
});
