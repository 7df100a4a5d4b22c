import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { EnvironmentReport, Report } from '../../../functions/domain/model/report.ts';
import { addApiKey, deleteApiKey } from '../../../local/twilio/world/api-keys.ts';
import { type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { beginRotation, putPending } from './rotation.ts';
import { keySecret } from './seed-example.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

async function judge(gate: TestGate, versionStage: string): Promise<EnvironmentReport | undefined> {
  const payload = { environment: 'production', versionStage };
  return ((await gate.handler(payload, gate.context)) as Report).environments[0];
}

/** A new key for production that waits to be promoted. */
function addPendingKey(gate: TestGate): ReturnType<typeof addApiKey> {
  const accountSid = gate.accounts.production.sid;
  const key = addApiKey(gate.twilio.world, { accountSid, keyType: 'standard' });
  putPending(gate, keySecret(key));
  return key;
}

describe('a version that is judged before its promotion', () => {
  it('passes when it is good, whatever AWSCURRENT holds', async () => {
    const gate = await world.openGate();
    const key = addPendingKey(gate);
    gate.putSecret('production', '{}');
    expect(await judge(gate, 'AWSPENDING')).toMatchObject({
      verdict: 'pass',
      credential: { versionStage: 'AWSPENDING', apiKeySid: key.sid },
    });
    expect(await judge(gate, 'AWSCURRENT')).toMatchObject({ verdict: 'fail' });
  });

  it('fails when Twilio rejects it: a rejection is then no rotation under way', async () => {
    const gate = await world.openGate();
    deleteApiKey(gate.twilio.world, addPendingKey(gate).sid);
    const startedMs = gate.clock.monotonicMs();
    const production = await judge(gate, 'AWSPENDING');
    expect(gate.clock.monotonicMs() - startedMs).toBeLessThan(10_000);
    expect(production).toMatchObject({
      verdict: 'fail',
      credential: { versionStage: 'AWSPENDING' },
      diagnosis: { cause: 'credential.rejected', confidence: 'proven' },
    });
    const { evidence = [], remediation = [] } = production?.diagnosis ?? {};
    expect(evidence.join()).not.toMatch(/AWSCURRENT|AWSPREVIOUS/);
    expect(remediation.at(-1)?.command).toBe(
      'npx --no twilio-preflight verify --env production --version-stage AWSPENDING',
    );
  });

  it('is compared with what the other environments use', async () => {
    const gate = await world.openGate();
    putPending(gate, keySecret(gate.keys.staging));
    const production = await judge(gate, 'AWSPENDING');
    expect(production?.checks).toContainEqual(
      expect.objectContaining({ id: 'environment.isolation', status: 'fail' }),
    );
  });

  it('is not compared with its own AWSCURRENT', async () => {
    const gate = await world.openGate();
    putPending(gate, keySecret(gate.keys.production));
    expect(await judge(gate, 'AWSPENDING')).toMatchObject({ verdict: 'pass' });
  });

  it('may be the previous one', async () => {
    const gate = await world.openGate();
    gate.putSecret('production', '{}');
    expect(await judge(gate, 'AWSPREVIOUS')).toMatchObject({
      verdict: 'pass',
      credential: { versionStage: 'AWSPREVIOUS', apiKeySid: gate.keys.production.sid },
    });
  });

  it('is not found, by its stage, where there is none', async () => {
    const gate = await world.openGate();
    expect(await judge(gate, 'AWSPENDING')).toMatchObject({
      verdict: 'fail',
      credential: { versionStage: 'AWSPENDING' },
      diagnosis: {
        cause: 'secret.not-found',
        confidence: 'proven',
        summary: expect.stringContaining('AWSPENDING'),
      },
    });
  });

  it('is judged for several environments, each at that stage', async () => {
    const gate = await world.openGate();
    addPendingKey(gate);
    const payload = { environments: ['staging', 'production'], versionStage: 'AWSPENDING' };
    const report = (await gate.handler(payload, gate.context)) as Report;
    expect(report.environments).toMatchObject([
      { name: 'staging', diagnosis: { cause: 'secret.not-found' } },
      { name: 'production', verdict: 'pass' },
    ]);
  });
});

describe('a pipeline job for a version stage', () => {
  const parameters = JSON.stringify({ environment: 'production', versionStage: 'AWSPENDING' });

  it('opens for a good AWSPENDING while AWSCURRENT names the dead key', async () => {
    const gate = await world.openGate();
    const { newKey } = beginRotation(gate);
    expect(newKey.sid).not.toBe(gate.keys.production.sid);
    expect(await gate.runJob(parameters)).toMatchObject({
      status: 'succeeded',
      continuationToken: undefined,
      outputVariables: { verdict: 'pass' },
    });
  });

  it('fails at once for a bad one', async () => {
    const gate = await world.openGate();
    deleteApiKey(gate.twilio.world, addPendingKey(gate).sid);
    expect(await gate.runJob(parameters)).toMatchObject({ status: 'failed', type: 'JobFailed' });
    expect(gate.mails()).toHaveLength(1);
  });

  it('fails as a fault of the configuration where there is none', async () => {
    const gate = await world.openGate();
    expect(await gate.runJob(parameters)).toMatchObject({
      type: 'ConfigurationError',
      message: expect.stringMatching(/^production: .*AWSPENDING/),
    });
  });
});

describe('a version stage that is not read', () => {
  const ALLOWED = /must be one of "AWSCURRENT", "AWSPREVIOUS", "AWSPENDING"/;

  it.each(['AWSFUTURE', 'awspending', '', 7, null])('is an error: %j', async (versionStage) => {
    const gate = await world.openGate();
    const payload = { environment: 'production', versionStage };
    await expect(gate.handler(payload, gate.context)).rejects.toMatchObject({
      code: 'payload.invalid',
      message: expect.stringMatching(ALLOWED),
    });
    expect(await gate.runJob(JSON.stringify(payload))).toMatchObject({
      type: 'ConfigurationError',
      message: expect.stringMatching(ALLOWED),
    });
  });
});
