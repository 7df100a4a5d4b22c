import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../../functions/domain/model/report.ts';
import type { handler as WatchFunction } from '../../../../functions/handlers/watch.ts';
import { createWatchHandler } from '../../../../functions/handlers/watch.ts';
import { deleteApiKey } from '../../../../local/twilio/world/api-keys.ts';
import { type GateWorld, startGateWorld } from '../gate-world.ts';
import { beginnings, type KeepingGate, openKeepingGate } from '../history-world.ts';
import { keySecret, type SecretName } from '../seed-example.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterEach(() => world.aws.faults.clear());
afterAll(() => world.close());

function wake(gate: KeepingGate, event: unknown): Promise<unknown> {
  return createWatchHandler(gate.base, gate.compose)(event, gate.context);
}

function names(report: unknown): readonly string[] {
  return (report as Report).environments.map(({ name }) => name);
}

/** As Secrets Manager sends it. */
function changed(gate: KeepingGate, name: SecretName | 'other', label = 'AWSCURRENT'): object {
  const secret = name === 'other' ? 'other' : gate.secretId(name);
  return {
    version: '0',
    source: 'aws.secretsmanager',
    'detail-type': 'Secret Label Updated',
    region: 'us-east-1',
    resources: [`arn:aws:secretsmanager:us-east-1:111122223333:secret:${secret}-AbCdEf`],
    detail: { name: secret, labelUpdated: label, versionId: 'v-new' },
  };
}

describe('the watch, woken by its schedule', () => {
  it('verifies every environment, or those it is told, and says that the schedule asked', async () => {
    const gate = await openKeepingGate(world);
    const all = await wake(gate, { trigger: 'schedule' });
    expect(names(all)).toEqual(['development', 'staging', 'production']);
    expect(all).toMatchObject({ trigger: 'schedule', verdict: 'pass' });
    const one = { trigger: 'schedule', environments: ['staging'] };
    expect(names(await wake(gate, one))).toEqual(['staging']);
  });

  it('tells once of what stays bad, and once that it is over', async () => {
    const gate = await openKeepingGate(world);
    gate.putSecret('production', '{}');
    for (let look = 0; look < 3; look += 1) await wake(gate, { trigger: 'schedule' });
    gate.putSecret('production', keySecret(gate.keys.production));
    for (let look = 0; look < 2; look += 1) await wake(gate, { trigger: 'schedule' });
    expect(beginnings(gate)).toEqual(['BLOCKED', 'RECOVERED']);
  });

  it('bears two looks that could not tell, and tells of the third', async () => {
    const gate = await openKeepingGate(world);
    gate.twilio.faults.add({ kind: 'status', status: 503, code: 20503 });
    const look = { trigger: 'schedule', environments: ['production'] };
    for (const told of [0, 0, 1]) {
      await wake(gate, look);
      expect(gate.texts()).toHaveLength(told);
      // Looks of the same two minutes are one.
      gate.clock.skip(60 * 60_000);
    }
  });

  it('measures what it found', async () => {
    const gate = await openKeepingGate(world);
    await wake(gate, { trigger: 'schedule', environments: ['production'] });
    expect(gate.measured).toContainEqual({ name: 'verdict', value: 0, environment: 'production' });
  });

  it('fails for an environment that is not declared: its schedule is older than the configuration', async () => {
    const gate = await openKeepingGate(world);
    const look = wake(gate, { trigger: 'schedule', environments: ['prod'] });
    await expect(look).rejects.toMatchObject({ code: 'config.unknown-environment' });
  });
});

describe('the watch, woken by a changed secret', () => {
  it('verifies the environment of the secret at once, and keeps which version set it off', async () => {
    const gate = await openKeepingGate(world);
    const report = await wake(gate, changed(gate, 'production'));
    expect(names(report)).toEqual(['production']);
    expect(report).toMatchObject({ trigger: 'secret-change' });
    const runs = await world.aws.tables.items(gate.table);
    expect(JSON.stringify(runs)).toContain('v-new');
  });

  it("verifies every environment when the auditor's secret changed", async () => {
    const gate = await openKeepingGate(world);
    const report = await wake(gate, changed(gate, 'auditor'));
    expect(names(report)).toEqual(['development', 'staging', 'production']);
  });

  it('tells at once when the new version does not work', async () => {
    const gate = await openKeepingGate(world);
    deleteApiKey(gate.twilio.world, gate.keys.production.sid);
    await wake(gate, changed(gate, 'production'));
    expect(beginnings(gate)).toEqual(['BLOCKED']);
  });

  it('verifies nothing and fails nothing for a secret that nobody declared', async () => {
    const gate = await openKeepingGate(world);
    expect(await wake(gate, changed(gate, 'other'))).toBeUndefined();
    expect(gate.logLines.map(({ message }) => message)).toContainEqual(
      expect.stringContaining('no environment declares'),
    );
  });
});

describe("the watch, woken by an application's alarm", () => {
  it('verifies its environment, and tells the cause', async () => {
    const gate = await openKeepingGate(world);
    deleteApiKey(gate.twilio.world, gate.keys.production.sid);
    const report = await wake(gate, { trigger: 'alarm', environments: ['production'] });
    expect(report).toMatchObject({ trigger: 'alarm', verdict: 'fail' });
    expect(beginnings(gate)).toEqual(['BLOCKED']);
  });

  it('is silent where the secret is good: the application holds another credential', async () => {
    const gate = await openKeepingGate(world);
    await wake(gate, { trigger: 'alarm', environments: ['production'] });
    expect(gate.texts()).toEqual([]);
  });
});

describe('the watch', () => {
  it('refuses other events, and says what it takes', async () => {
    const gate = await openKeepingGate(world);
    await expect(wake(gate, {})).rejects.toMatchObject({ code: 'payload.invalid' });
  });

  it('is a function of its own that loads without a table, a topic or a configuration', async () => {
    const module: { handler: typeof WatchFunction } = await import(
      '../../../../functions/handlers/watch.ts'
    );
    const look = module.handler(
      { trigger: 'schedule' },
      { getRemainingTimeInMillis: () => 40_000 },
    );
    await expect(look).rejects.toMatchObject({ code: 'config.invalid' });
  });
});
