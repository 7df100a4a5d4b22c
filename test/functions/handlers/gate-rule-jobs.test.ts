import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { deliver } from './deliver-job.ts';
import { type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { ARTIFACT_CREDENTIALS } from './job-event.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

async function openShutGate(): Promise<TestGate> {
  const gate = await world.openGate();
  gate.putSecret('production', '{}');
  return gate;
}

const PLACES: readonly { readonly name: string; readonly data: (parameters: unknown) => object }[] =
  [
    {
      name: 'where an action has them',
      data: (UserParameters) => ({ actionConfiguration: { configuration: { UserParameters } } }),
    },
    {
      name: 'in a rule’s configuration',
      data: (UserParameters) => ({ ruleConfiguration: { configuration: { UserParameters } } }),
    },
    {
      name: 'in a configuration',
      data: (UserParameters) => ({ configuration: { UserParameters } }),
    },
    { name: 'at once', data: (UserParameters) => ({ UserParameters }) },
    { name: 'in small letters', data: (userParameters) => ({ rule: { userParameters } }) },
    { name: 'in a list', data: (UserParameters) => ({ rules: [{}, { UserParameters }] }) },
  ];

const FORMS: readonly { readonly name: string; readonly parameters: unknown }[] = [
  { name: 'a name', parameters: 'production' },
  { name: 'JSON', parameters: '{"environment":"production"}' },
  { name: 'key-value pairs', parameters: { environment: 'production', throwOnFailure: 'true' } },
];

const RULES = ['CodePipeline.rule', 'CodePipeline.ruleExecution', 'codepipeline.condition'].flatMap(
  (key) => PLACES.flatMap((place) => FORMS.map((form) => ({ key, place, form }))),
);

describe('a job of a rule', () => {
  let good: TestGate;
  let shut: TestGate;

  beforeAll(async () => {
    good = await world.openGate();
    shut = await openShutGate();
  });

  it.each(RULES)('is answered and thrown: $key, $place.name, $form.name', async (row) => {
    const eventOf = (id: string): unknown => ({
      [row.key]: {
        id,
        accountId: '111122223333',
        data: { ...row.place.data(row.form.parameters), artifactCredentials: ARTIFACT_CREDENTIALS },
      },
    });
    expect(await deliver(good, eventOf)).toMatchObject({
      end: 'returned',
      state: { status: 'succeeded' },
    });
    expect(await deliver(shut, eventOf)).toMatchObject({
      end: 'gate.blocked',
      state: { status: 'failed', type: 'ConfigurationError' },
    });
  });

  it('does not throw where it asks not to be thrown at', async () => {
    const told = await deliver(shut, (id) => ({
      'CodePipeline.rule': {
        id,
        UserParameters: { environment: 'production', throwOnFailure: 'false' },
      },
    }));
    expect(told).toMatchObject({ end: 'returned', state: { status: 'failed' } });
  });

  it('that names nothing is shut', async () => {
    const told = await deliver(good, (id) => ({ 'CodePipeline.rule': { id, data: {} } }));
    expect(told).toMatchObject({
      end: 'gate.blocked',
      state: { status: 'failed', message: expect.stringContaining('no environment is named') },
    });
  });

  it('takes no environment from beside a credential', async () => {
    const told = await deliver(good, (id) => ({
      'CodePipeline.rule': {
        id,
        data: { artifactCredentials: { UserParameters: 'production' }, secrets: ['production'] },
      },
    }));
    expect(told).toMatchObject({ end: 'gate.blocked', state: { status: 'failed' } });
  });

  it('is searched within bounds', async () => {
    let deep: object = { UserParameters: 'production' };
    for (let level = 0; level < 5_000; level += 1) deep = { level: deep };
    const wide = Array.from({ length: 5_000 }, () => ({ a: {} }));
    for (const data of [deep, { wide, UserParametersOf: wide, at: { last: { deep } } }]) {
      const told = await deliver(good, (id) => ({ 'CodePipeline.rule': { id, data } }));
      expect(told).toMatchObject({ end: 'gate.blocked', state: { status: 'failed' } });
    }
  });

  it('gives the alert the names of pipeline and execution', async () => {
    const gate = await openShutGate();
    await deliver(gate, (id) => ({
      'CodePipeline.rule': {
        id,
        data: {
          pipelineContext: {
            pipelineName: 'web',
            pipelineExecutionId: '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60',
          },
          configuration: { UserParameters: 'production' },
        },
      },
    }));
    expect(gate.mails()[0]).toContain(
      'Pipeline web, execution 4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60',
    );
  });

  it('says no credential of its event, in no log, message or alert', async () => {
    const gate = await openShutGate();
    const told = await deliver(gate, (id) => ({
      'CodePipeline.rule': {
        id,
        data: { artifactCredentials: ARTIFACT_CREDENTIALS, UserParameters: 'production' },
      },
    }));
    const said = JSON.stringify([told, gate.logLines, gate.mails(), gate.texts()]);
    expect(said).not.toContain(ARTIFACT_CREDENTIALS.secretAccessKey);
    expect(said).not.toContain(ARTIFACT_CREDENTIALS.sessionToken);
    expect(said).not.toContain(ARTIFACT_CREDENTIALS.accessKeyId);
  });

  it('is a condition without a job where its id could not be answered', async () => {
    const event = {
      'CodePipeline.rule': { id: randomUUID().toUpperCase(), UserParameters: 'production' },
    };
    expect(await good.handler(event, good.context)).toMatchObject({ verdict: 'pass' });
    await expect(shut.handler(event, shut.context)).rejects.toMatchObject({ code: 'gate.blocked' });
  });
});
