import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import { createRunHistory } from '../../../functions/adapters/aws/create-run-history.ts';
import { systemRandomness } from '../../../functions/adapters/system/system-randomness.ts';
import type { RunHistory } from '../../../functions/domain/model/run-history.ts';
import { leaseNotification } from '../../../functions/domain/notifications/lease-notification.ts';
import type { FaultEffect } from '../../../local/aws/faults/fault.ts';
import { rejectedRun } from '../domain/history/stored.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';
import { beginnings, type KeepingGate, openKeepingGate } from './history-world.ts';
import { keySecret } from './seed-example.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterEach(() => world.aws.faults.clear());
afterAll(() => world.close());

const PRODUCTION = { environment: 'production' };

function ask(gate: KeepingGate, payload: unknown = PRODUCTION): Promise<unknown> {
  return gate.handler(payload, gate.context);
}

function breakProduction(gate: KeepingGate): void {
  gate.putSecret('production', '{}');
}

function mendProduction(gate: KeepingGate): void {
  gate.putSecret('production', keySecret(gate.keys.production));
}

async function items(gate: KeepingGate, sortKey: string) {
  const all = await world.aws.tables.items(gate.table);
  return all.filter(({ sk }) => (sk as { readonly S: string }).S.startsWith(sortKey));
}

describe('a gate with a history', () => {
  it('tells once that an environment turned bad, and once that it is over', async () => {
    const gate = await openKeepingGate(world);
    await ask(gate);
    breakProduction(gate);
    await gate.runJob();
    await gate.runJob();
    await ask(gate);
    mendProduction(gate);
    await gate.runJob();
    await gate.runJob();
    expect(beginnings(gate)).toEqual(['BLOCKED', 'RECOVERED']);
  });

  it('reminds after a day', async () => {
    const gate = await openKeepingGate(world);
    breakProduction(gate);
    await ask(gate);
    gate.clock.skip(23 * 3_600_000);
    await ask(gate);
    gate.clock.skip(3_600_000);
    await ask(gate);
    expect(beginnings(gate)).toEqual(['BLOCKED', 'STILL BLOCKED']);
  });

  it('tells of another cause', async () => {
    const gate = await openKeepingGate(world);
    breakProduction(gate);
    await ask(gate);
    gate.putSecret('production', {
      ...keySecret(gate.keys.production),
      apiKeySecret: 'x'.repeat(32),
    });
    await ask(gate);
    expect(beginnings(gate)).toEqual(['BLOCKED', 'BLOCKED']);
    expect(gate.mails()[1]).toContain('Another cause than before: secret.missing-field.');
  });

  it('keeps environments apart', async () => {
    const gate = await openKeepingGate(world);
    breakProduction(gate);
    gate.putSecret('staging', '{}');
    await ask(gate, {});
    await ask(gate, {});
    mendProduction(gate);
    await ask(gate, {});
    expect(beginnings(gate).toSorted()).toEqual(['BLOCKED', 'BLOCKED', 'RECOVERED']);
  });

  it('takes a bad AWSPENDING for no fault of the environment', async () => {
    const gate = await openKeepingGate(world);
    world.aws.secrets.put({ id: gate.secretId('production'), value: '{}', stages: ['AWSPENDING'] });
    await ask(gate, { ...PRODUCTION, versionStage: 'AWSPENDING' });
    await ask(gate);
    await ask(gate, { ...PRODUCTION, versionStage: 'AWSPENDING' });
    expect(beginnings(gate)).toEqual(['BLOCKED']);
  });

  it('answers the job before it touches the table', async () => {
    const gate = await openKeepingGate(world);
    breakProduction(gate);
    world.aws.journal.clear();
    await gate.runJob();
    const operations = world.aws.journal.list().map(({ operation }) => operation);
    const answered = operations.indexOf('PutJobFailureResult');
    const touched = operations.findIndex((one) => /^(?:GetItem|PutItem|Query)$/.test(one));
    expect(answered).toBeGreaterThan(0);
    expect(touched).toBeGreaterThan(answered);
  });
});

describe('what is kept', () => {
  it('is every run, who or what asked for it, and the last verdict', async () => {
    const gate = await openKeepingGate(world);
    await ask(gate);
    breakProduction(gate);
    const executionId = '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60';
    const parameters = { environment: 'production', pipeline: 'release', executionId };
    const stored = { pipeline: { S: 'release' }, executionId: { S: executionId } };
    await gate.runJob(JSON.stringify(parameters));
    const runs = await items(gate, 'RUN#');
    expect(runs).toHaveLength(2);
    expect(runs).toContainEqual(
      expect.objectContaining({
        trigger: { S: 'pipeline' },
        origin: { M: expect.objectContaining(stored) },
        verdict: { S: 'fail' },
      }),
    );
    expect(runs).toContainEqual(
      expect.objectContaining({ trigger: { S: 'manual' }, verdict: { S: 'pass' } }),
    );
    expect(await items(gate, 'STATE')).toMatchObject([
      { verdict: { S: 'fail' }, cause: { S: 'secret.missing-field' } },
    ]);
  });

  it('names the invocation, by which CloudTrail names its caller', async () => {
    const gate = await openKeepingGate(world);
    await gate.handler(PRODUCTION, { ...gate.context, awsRequestId: 'request-1' });
    const [run] = await items(gate, 'RUN#');
    expect(run).toMatchObject({ origin: { M: { requestId: { S: 'request-1' } } } });
  });

  it('is no run of an environment that is not declared, and no name of one', async () => {
    const gate = await openKeepingGate(world);
    await gate.runJob('no-such-environment');
    await gate.runJob('nor-this-one');
    expect(await items(gate, 'RUN#')).toEqual([]);
    expect(JSON.stringify(await items(gate, ''))).not.toMatch(/no-such|nor-this/);
  });
});

const FAULTS: readonly { readonly name: string; readonly effect: FaultEffect }[] = [
  { name: 'fails', effect: { kind: 'server-error' } },
  { name: 'hangs', effect: { kind: 'hang' } },
  { name: 'resets', effect: { kind: 'reset' } },
  { name: 'answers garbage', effect: { kind: 'garbage' } },
  { name: 'answers nothing', effect: { kind: 'empty' } },
  {
    name: 'refuses the role',
    effect: { kind: 'error', type: 'AccessDeniedException', message: 'not authorized' },
  },
];

describe('a DynamoDB that', () => {
  it.each(FAULTS)('$name changes no verdict: each bad run is told', async ({ effect }) => {
    const gate = await openKeepingGate(world, {
      speed: 2,
      historyTimeoutMs: effect.kind === 'hang' ? 100 : 20_000,
    });
    world.aws.faults.add({ service: 'dynamodb', resource: gate.table, ...effect });
    breakProduction(gate);
    expect(await gate.runJob()).toMatchObject({ status: 'failed', type: 'ConfigurationError' });
    expect(await ask(gate)).toMatchObject({ verdict: 'fail' });
    expect(gate.mails()).toHaveLength(2);
    expect(gate.logLines).toContainEqual(
      expect.objectContaining({ level: 'error', message: expect.stringContaining('history') }),
    );
    expect(gate.clock.sleeping()).toBe(0);
  });

  it('cannot be written is told by each bad run, as what is held back cannot be counted', async () => {
    const gate = await openKeepingGate(world);
    const denied = { kind: 'error', type: 'AccessDeniedException', message: 'no' } as const;
    world.aws.faults.add({ service: 'dynamodb', operation: 'PutItem', ...denied });
    breakProduction(gate);
    await ask(gate);
    await ask(gate);
    expect(gate.mails()).toHaveLength(2);
  });

  it('loses the answer to a claim does not lose the alert', async () => {
    const gate = await openKeepingGate(world);
    breakProduction(gate);
    const lost = { kind: 'accept-then-reset', times: 1 } as const;
    world.aws.faults.add({ service: 'dynamodb', operation: 'PutItem', ...lost });
    await ask(gate);
    await ask(gate);
    expect(gate.mails()).toHaveLength(1);
  });
});

describe('an alert that SNS did not take', () => {
  it('is sent by the next run', async () => {
    const gate = await openKeepingGate(world);
    breakProduction(gate);
    world.aws.faults.add({ service: 'sns', resource: gate.topicArn, kind: 'server-error' });
    await ask(gate);
    expect(gate.mails()).toEqual([]);
    world.aws.faults.clear();
    await ask(gate);
    await ask(gate);
    expect(gate.mails()).toHaveLength(1);
  });

  it('because its process died is sent once the claim has ended', async () => {
    const gate = await openKeepingGate(world);
    breakProduction(gate);
    await leaseOnly(gate);
    await ask(gate);
    expect(gate.mails()).toEqual([]);
    gate.clock.skip(61_000);
    await ask(gate);
    expect(gate.mails()).toHaveLength(1);
  });
});

/** Does what a run does up to the moment in which it would publish. */
async function leaseOnly(gate: KeepingGate): Promise<void> {
  const history: RunHistory = createRunHistory({ table: gate.table });
  const startedAt = gate.clock.now().toISOString();
  const run = {
    ...rejectedRun(),
    runId: 'dead',
    startedAt,
    trigger: 'manual',
    cause: 'secret.missing-field',
  } as const;
  const leased = await leaseNotification(run, {
    history,
    clock: gate.clock,
    randomness: systemRandomness,
    remindAfterHours: 24,
    signal: new AbortController().signal,
    onHistoryError: (detail) => expect.unreachable(detail),
  });
  expect(leased?.notification.kind).toBe('alert');
}
