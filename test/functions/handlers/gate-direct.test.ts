import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../functions/domain/model/report.ts';
import { type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';

let world: GateWorld;
let gate: TestGate;

beforeAll(async () => {
  world = await startGateWorld();
  gate = await world.openGate();
});

afterAll(() => world.close());

function invoke(one: TestGate, payload: unknown): Promise<Report> {
  return one.handler(payload, one.context) as Promise<Report>;
}

const ALL = ['development', 'staging', 'production'];

describe('a direct invocation', () => {
  it.each([
    { name: '{} for all', payload: {}, names: ALL },
    { name: 'null, as the AWS CLI sends without a payload, for all', payload: null, names: ALL },
    { name: 'nothing at all for all', payload: undefined, names: ALL },
    { name: 'one environment', payload: { environment: 'staging' }, names: ['staging'] },
    {
      name: 'several environments in their order',
      payload: { environments: ['production', 'development'] },
      names: ['production', 'development'],
    },
    {
      name: 'one named twice, once',
      payload: { environments: ['staging', 'staging'] },
      names: ['staging'],
    },
    {
      name: 'throwOnFailure where nothing fails',
      payload: { environment: 'staging', throwOnFailure: true },
      names: ['staging'],
    },
  ])('returns the report: $name', async ({ payload, names }) => {
    const report = await invoke(gate, payload);
    expect(report).toMatchObject({ schemaVersion: 1, trigger: 'manual', verdict: 'pass' });
    expect(report.environments.map(({ name }) => name)).toEqual(names);
    expect(gate.clock.sleeping()).toBe(0);
  });

  it('returns the report of a failure and sends one alert per bad environment', async () => {
    const failing = await world.openGate();
    failing.putSecret('production', '{}');
    failing.putSecret('staging', 'x');
    const report = await invoke(failing, {});
    expect(report.verdict).toBe('fail');
    expect(failing.mails()).toHaveLength(2);
    expect(failing.logLines.filter(({ message }) => message === 'verified')).toHaveLength(3);
  });

  it('throws what is wrong where throwOnFailure asks for it, after the alert', async () => {
    const failing = await world.openGate();
    failing.putSecret('production', '{}');
    await expect(
      invoke(failing, { environment: 'production', throwOnFailure: true }),
    ).rejects.toMatchObject({
      code: 'gate.blocked',
      message: expect.stringMatching(/^production: .*\(run [0-9a-f-]{36}\)$/),
    });
    expect(failing.mails()).toHaveLength(1);
  });

  it('does not throw for a gate that only would block', async () => {
    const shadow = await world.openGate({ production: { mode: 'shadow' } });
    shadow.putSecret('production', '{}');
    const report = await invoke(shadow, { environment: 'production', throwOnFailure: true });
    expect(report.environments[0]).toMatchObject({ verdict: 'fail', blocked: false });
  });

  it('returns the report also where the alert cannot be published', async () => {
    const failing = await world.openGate();
    failing.putSecret('production', '{}');
    world.aws.notifications.denyPublish(failing.topicArn);
    expect(await invoke(failing, {})).toMatchObject({ verdict: 'fail' });
    expect(failing.logLines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'the alert could not be published' }),
    );
  });
});

describe('a direct payload that is not valid', () => {
  it.each([
    {
      name: 'both forms',
      payload: { environment: 'staging', environments: ['production'] },
      says: /not both/,
    },
    {
      name: 'an empty list',
      payload: { environments: [] },
      says: /"environments" must be a list of at least one environment name\./,
    },
    {
      name: 'an empty name',
      payload: { environment: '' },
      says: /"environment" must be the name of an environment: 1 to 64/,
    },
    {
      name: 'an empty name in the list',
      payload: { environments: [''] },
      says: /"environments\.0" must be the name of an environment: 1 to 64/,
    },
    {
      name: 'a number',
      payload: { environment: 7 },
      says: /"environment" must be the name of an environment: 1 to 64/,
    },
    {
      name: 'a number in the list',
      payload: { environments: [7] },
      says: /"environments\.0" must be the name of an environment: 1 to 64/,
    },
    {
      name: 'a name instead of a list',
      payload: { environments: 'staging' },
      says: /"environments" must be a list of at least one environment name\./,
    },
    {
      name: 'a version stage there is none',
      payload: { versionStage: 'AWSNEXT' },
      says: /"versionStage" must be one of "AWSCURRENT", "AWSPREVIOUS", "AWSPENDING"\./,
    },
    {
      name: 'throwOnFailure as a text',
      payload: { throwOnFailure: 'yes' },
      says: /"throwOnFailure" must be true or false\./,
    },
    {
      name: 'an unknown key',
      payload: { env: 'staging' },
      says: /unknown key in the payload: env/,
    },
    {
      name: 'two unknown keys',
      payload: { a: 1, b: 2 },
      says: /unknown keys in the payload: a, b/,
    },
    {
      name: 'what the control function takes',
      payload: { override: { environment: 'staging' } },
      says: /this is the gate, .* control function \(ControlFunctionName in the outputs/,
    },
    { name: 'a text', payload: 'staging', says: /the payload must be an object\./ },
    { name: 'a list', payload: ['staging'], says: /the payload must be an object\./ },
  ])('is an error that says what is allowed: $name', async ({ payload, says }) => {
    await expect(invoke(gate, payload)).rejects.toMatchObject({
      name: 'payload.invalid',
      code: 'payload.invalid',
      fault: 'operator',
      message: expect.stringMatching(says),
    });
    await expect(invoke(gate, payload)).rejects.toThrow(/Allowed: \{"environment":"NAME"\}/);
  });

  it('is not repeated: neither values nor odd keys', async () => {
    const payload = { environment: ['hunter2'], '8f14e45fceea167a': 1 };
    const error: unknown = await invoke(gate, payload).catch((thrown: unknown) => thrown);
    expect(String(error)).not.toMatch(/hunter2|8f14e45f/);
  });

  it.each([
    { name: 'one name', payload: { environment: 'prodution' } },
    { name: 'one of several', payload: { environments: ['staging', 'prodution'] } },
  ])('names the environments there are and the one probably meant: $name', async ({ payload }) => {
    await expect(invoke(gate, payload)).rejects.toMatchObject({
      code: 'config.unknown-environment',
      message: expect.stringMatching(/did you mean production\?.*development, staging, production/),
    });
  });
});
