import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { ARTIFACT_CREDENTIALS } from './job-event.ts';
import { beginRotation, passPauses } from './rotation.ts';

let world: GateWorld;
let good: TestGate;
let shut: TestGate;

beforeAll(async () => {
  world = await startGateWorld();
  good = await world.openGate();
  shut = await world.openGate();
  shut.putSecret('production', '{}');
});

afterAll(() => world.close());

const PAIRS = { environment: 'production', throwOnFailure: 'true' };

const CONDITIONS: readonly { readonly name: string; readonly event: unknown }[] = [
  { name: 'a name in UserParameters', event: { UserParameters: 'production' } },
  { name: 'JSON in UserParameters', event: { UserParameters: JSON.stringify(PAIRS) } },
  { name: 'key-value pairs in UserParameters', event: { UserParameters: PAIRS } },
  { name: 'userParameters in small letters', event: { userParameters: PAIRS } },
  {
    name: 'UserParameters in a configuration',
    event: { configuration: { FunctionName: 'gate', UserParameters: 'production' } },
  },
  {
    name: 'UserParameters in a rule’s configuration',
    event: { ruleConfiguration: { configuration: { UserParameters: PAIRS } } },
  },
  {
    name: 'UserParameters under a key of CodePipeline’s, without an id',
    event: { 'CodePipeline.rule': { data: { configuration: { UserParameters: 'production' } } } },
  },
  {
    name: 'an environment beside the names of a rule',
    event: {
      environment: 'production',
      ruleName: 'TwilioGate',
      pipelineName: 'web',
      pipelineExecutionId: 'e-1',
    },
  },
  {
    name: 'an environment, the usual version stage and a rule',
    event: { environment: 'production', versionStage: 'AWSCURRENT', ruleExecutionId: 'r' },
  },
  {
    name: 'an environment inside, and the pipeline outside',
    event: { pipelineName: 'web', parameters: { environment: 'production' } },
  },
  {
    name: 'what a condition’s UserParameters hold, as the event itself',
    event: {
      environment: 'production',
      throwOnFailure: true,
      executionId: '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60',
    },
  },
  {
    name: 'what an action’s UserParameters hold, as the event itself',
    event: {
      environment: 'production',
      pipeline: 'web',
      executionId: '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60',
      throwOnFailure: 'true',
    },
  },
  { name: 'a list of one', event: [{ ruleName: 'TwilioGate', UserParameters: 'production' }] },
  {
    name: 'UserParameters before an environment of something else',
    event: { environment: 'BUILD_GENERAL1', UserParameters: 'production' },
  },
  {
    name: 'an event with credentials',
    event: { artifactCredentials: ARTIFACT_CREDENTIALS, UserParameters: 'production' },
  },
];

describe('a condition', () => {
  it.each(CONDITIONS)('passes for a good credential: $name', async ({ event }) => {
    expect(await good.handler(event, good.context)).toMatchObject({
      trigger: 'condition',
      verdict: 'pass',
      environments: [{ name: 'production' }],
    });
  });

  it.each(CONDITIONS)('fails for a bad one, after the alert: $name', async ({ event }) => {
    const before = shut.mails().length;
    await expect(shut.handler(event, shut.context)).rejects.toMatchObject({
      code: 'gate.blocked',
      message: expect.stringMatching(/^production: the secret lacks .*\(run [0-9a-f-]{36}\)$/),
    });
    expect(shut.mails()).toHaveLength(before + 1);
  });

  it('fails also where throwOnFailure is false: it has no other way to shut', async () => {
    const event = { UserParameters: { environment: 'production', throwOnFailure: 'false' } };
    await expect(shut.handler(event, shut.context)).rejects.toMatchObject({ code: 'gate.blocked' });
  });

  it('passes in shadow mode, with an alert', async () => {
    const shadow = await world.openGate({ production: { mode: 'shadow' } });
    shadow.putSecret('production', '{}');
    const report = await shadow.handler({ UserParameters: 'production' }, shadow.context);
    expect(report).toMatchObject({ verdict: 'fail', environments: [{ blocked: false }] });
    expect(shadow.mails()).toHaveLength(1);
  });

  it('names pipeline and execution in the alert, its own parameters first', async () => {
    const gate = await world.openGate();
    gate.putSecret('production', '{}');
    const parameters = {
      environment: 'production',
      executionId: '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60',
    };
    const event = {
      pipelineName: 'web',
      pipelineExecutionId: '0a1b2c3d-4e5f-4a6b-8c7d-9e0f1a2b3c4d',
      UserParameters: parameters,
    };
    await expect(gate.handler(event, gate.context)).rejects.toThrow();
    expect(gate.mails()[0]).toContain(
      'Pipeline web, execution 4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60',
    );
  });

  it('leaves out names that are none', async () => {
    const gate = await world.openGate();
    gate.putSecret('production', '{}');
    const event = { pipelineName: 'w'.repeat(101), executionId: 7, UserParameters: 'production' };
    await expect(gate.handler(event, gate.context)).rejects.toThrow();
    expect(gate.mails()[0]).not.toMatch(/Pipeline w|execution 7/);
  });

  it('waits for a rotation to end', async () => {
    const gate = await world.openGate({ speed: 1, remainingMs: 120_000 });
    const rotation = beginRotation(gate);
    const running = gate.handler({ UserParameters: 'production' }, gate.context);
    const report = await passPauses(gate, running, (pause) => {
      if (pause === 1) rotation.end();
    });
    expect(report).toMatchObject({ verdict: 'pass' });
  });

  it('judges the version stage it asks for', async () => {
    const UserParameters = { environment: 'production', versionStage: 'AWSPREVIOUS' };
    const event = { UserParameters };
    await expect(good.handler(event, good.context)).rejects.toMatchObject({ code: 'gate.blocked' });
  });
});

describe('a condition that cannot be judged', () => {
  it.each([
    { name: 'an empty text', UserParameters: '', says: /no environment is named/ },
    { name: 'nothing', UserParameters: {}, says: /"environment" must be the name/ },
    { name: 'broken JSON', UserParameters: '{"environment"', says: /begins with { and is not/ },
    { name: 'a stray key', UserParameters: { ...PAIRS, env: 'x' }, says: /unknown key/ },
    { name: 'a misspelt name', UserParameters: 'prodution', says: /did you mean production\?/ },
  ])('fails, and alerts: $name', async ({ UserParameters, says }) => {
    const gate = await world.openGate();
    const event = { ruleName: 'TwilioGate', UserParameters };
    await expect(gate.handler(event, gate.context)).rejects.toMatchObject({ code: 'gate.blocked' });
    expect(gate.mails()).toHaveLength(1);
    expect(gate.mails()[0]).toMatch(says);
  });

  it('fails when the time is up', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const secrets = { read: never, describe: never };
    const gate = await world.openGate({ ports: { secrets }, remainingMs: 12_000 });
    const running = gate.handler({ UserParameters: 'production' }, gate.context);
    await expect(running).rejects.toMatchObject({ code: 'gate.blocked' });
    expect(gate.mails()).toHaveLength(1);
  });

  it('shows no secret that was pasted in the place of a name', async () => {
    const gate = await world.openGate();
    const token = '8f14e45fceea167a5a36dedd4bea2543';
    const running = gate.handler({ UserParameters: token, ruleName: 'x' }, gate.context);
    const error: unknown = await running.catch((thrown: unknown) => thrown);
    expect(`${error} ${JSON.stringify([gate.mails(), gate.logLines])}`).not.toContain('8f14e45f');
  });
});

describe('an event of a pipeline that names nothing', () => {
  it.each([
    { name: 'only names', event: { ruleName: 'x', pipelineName: 'web' } },
    { name: 'UserParameters that are a number', event: { UserParameters: 7 } },
    { name: 'UserParameters that are null', event: { UserParameters: null } },
    { name: 'UserParameters that are a list', event: { UserParameters: [] } },
    { name: 'a key of CodePipeline’s', event: { 'CodePipeline.rule': {} } },
    { name: 'a key of CodePipeline’s without a value', event: { 'CodePipeline.rule': null } },
    { name: 'an environment that is no text', event: { ruleName: 'x', environment: {} } },
    {
      name: 'an event of EventBridge',
      event: { source: 'aws.codepipeline', detail: { pipeline: 'web', 'execution-id': 'e' } },
    },
  ])('is an error, and verifies nothing: $name', async ({ event }) => {
    const gate = await world.openGate();
    await expect(gate.handler(event, gate.context)).rejects.toMatchObject({
      code: 'payload.invalid',
      message: expect.stringContaining('names no environment in UserParameters'),
    });
    expect(gate.twilio.journal.entries()).toEqual([]);
  });
});

describe('a person’s payload with a slip', () => {
  it.each([
    { name: 'enviroment', event: { enviroment: 'production' }, key: 'enviroment' },
    {
      name: 'versionStag',
      event: { environment: 'production', versionStag: 'AWSPENDING' },
      key: 'versionStag',
    },
    { name: 'schedule', event: { environment: 'production', schedule: true }, key: 'schedule' },
  ])('is no condition, and an error that names the key: $name', async ({ event, key }) => {
    await expect(good.handler(event, good.context)).rejects.toMatchObject({
      code: 'payload.invalid',
      message: expect.stringContaining(`unknown key in the payload: ${key}.`),
    });
  });

  it('may say throwOnFailure as a text', async () => {
    const event = { environment: 'production', throwOnFailure: 'true' };
    await expect(shut.handler(event, shut.context)).rejects.toMatchObject({ code: 'gate.blocked' });
    const quiet = { environment: 'production', throwOnFailure: 'false' };
    expect(await shut.handler(quiet, shut.context)).toMatchObject({ verdict: 'fail' });
  });
});
