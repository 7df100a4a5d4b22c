import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { jobEvent } from './job-event.ts';

let world: GateWorld;
let gate: TestGate;

beforeAll(async () => {
  world = await startGateWorld();
  gate = await world.openGate();
});

afterAll(() => world.close());

const DECLARED = /development, staging, production/;

const TOKEN = '8f14e45fceea167a5a36dedd4bea2543';

describe('UserParameters that name an environment', () => {
  it.each([
    { name: 'a bare name', text: 'production' },
    { name: 'a name between blanks and line breaks', text: ' \n production\n' },
    { name: 'JSON', text: '{"environment":"production"}' },
    {
      name: 'JSON with pipeline, execution and throwOnFailure',
      text: '{"environment":"production","pipeline":"web","executionId":"4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60","throwOnFailure":true}',
    },
  ])('are understood as $name', async ({ text }) => {
    expect(await gate.runJob(text)).toMatchObject({
      status: 'succeeded',
      summary: expect.stringMatching(/^production: pass/),
    });
  });

  it('name the pipeline and its execution in the alert', async () => {
    const failing = await world.openGate();
    failing.putSecret('production', '{}');
    await failing.runJob(
      '{"environment":"production","pipeline":"web","executionId":"4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60"}',
    );
    expect(failing.mails()[0]).toContain(
      'Pipeline web, execution 4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60',
    );
  });

  it.each([
    { name: 'a sentence', label: 'x URGENT: sign in at http://evil.example/' },
    { name: 'a path', label: 'evil.example/sign-in' },
    { name: 'an Auth Token', label: TOKEN },
    {
      name: 'an API key secret with a word before it',
      label: 'sk_Q7w9zXvBn3LmKpRt5YhJd2FgSs81cVbN',
    },
    { name: 'two lines', label: 'web\nAll is well' },
    { name: 'a variable that was never filled in', label: '#{variables.NAME}' },
  ])('and repeat no label that CodePipeline would not make: $name', async ({ label }) => {
    const failing = await world.openGate();
    failing.putSecret('production', '{}');
    const state = await failing.runJob(
      JSON.stringify({ environment: 'production', pipeline: label, executionId: label }),
    );
    expect(state).toMatchObject({
      message: expect.stringMatching(/^production: the secret lacks/),
    });
    const shown = JSON.stringify([state, failing.mails(), failing.texts(), failing.logLines]);
    expect(shown).not.toContain(JSON.stringify(label).slice(1, -1));
  });
});

describe('UserParameters that cannot be used', () => {
  it.each([
    { name: 'an empty text', text: '', says: /missing or empty/ },
    { name: 'blanks', text: '  \n', says: /missing or empty/ },
    {
      name: 'JSON without an environment',
      text: '{}',
      says: /"environment" must be the name of an environment: 1 to 64/,
    },
    { name: 'an empty environment', text: '{"environment":""}', says: /"environment"/ },
    { name: 'a number as environment', text: '{"environment":7}', says: /"environment"/ },
    {
      name: 'an unknown key',
      text: '{"environment":"production","env":"x"}',
      says: /unknown key in the payload: env/,
    },
    { name: 'broken JSON', text: '{"environment":"production"', says: /begins with { and is not/ },
    {
      name: 'an execution id of 101 characters',
      text: JSON.stringify({ environment: 'production', executionId: 'e'.repeat(101) }),
      says: /"executionId" must be a text of 1 to 100 characters\./,
    },
    { name: 'an unknown environment', text: 'integration', says: /Unknown environment/ },
    { name: 'a misspelt environment', text: 'prodution', says: /did you mean production\?/ },
    { name: 'a wrong case', text: 'Production', says: /did you mean production\?/ },
    { name: 'more than 1,000 characters', text: 'p'.repeat(1_200), says: /"environment" must be/ },
    { name: 'a JSON array', text: '["production"]', says: /"environment" must be/ },
    { name: '__proto__', text: '{"__proto__":{"environment":"production"}}', says: /environment/ },
    {
      name: 'the environment twice',
      text: '{"environment":"development","environment":"production"}',
      says: /"environment" is given twice, and only one of them would count/,
    },
    {
      name: 'the environment twice, alike',
      text: '{"environment":"production", "environment" : "production"}',
      says: /"environment" is given twice/,
    },
    {
      name: 'a key twice, once with an escape',
      text: '{"environment":"production","versionStage":"AWSPENDING","version\\u0053tage":"AWSCURRENT"}',
      says: /"versionStage" is given twice/,
    },
    {
      name: 'a quote in a variable that adds an environment',
      text: '{"environment":"production","pipeline":"x","environment":"development"}',
      says: /quote or a line break in the value of a variable/,
    },
    { name: 'constructor', text: 'constructor', says: /Unknown environment/ },
  ])('answer ConfigurationError with the declared environments: $name', async ({ text, says }) => {
    const state = await gate.runJob(text);
    expect(state).toMatchObject({
      status: 'failed',
      type: 'ConfigurationError',
      message: expect.stringMatching(says),
    });
    expect(state).toMatchObject({ message: expect.stringMatching(DECLARED) });
  });

  it.each([
    { name: 'as the environment', text: TOKEN },
    { name: 'inside JSON', text: JSON.stringify({ environment: TOKEN }) },
    { name: 'as a key', text: JSON.stringify({ environment: 'production', [TOKEN]: 1 }) },
    { name: 'in broken JSON', text: `{"environment":"${TOKEN}` },
    { name: 'as the pipeline, with a fault', text: `{"pipeline":"${TOKEN}"}` },
  ])('show no token that was pasted $name', async ({ text }) => {
    const failing = await world.openGate();
    const state = await failing.runJob(text);
    expect(state).toMatchObject({ status: 'failed', type: 'ConfigurationError' });
    const shown = JSON.stringify([state, failing.mails(), failing.texts(), failing.logLines]);
    expect(shown).not.toContain(TOKEN.slice(0, 8));
  });
});

describe('UserParameters that a variable’s value broke', () => {
  it.each([
    { name: 'a quote', value: 'fix: "quote" in line', where: 'line 1, column 50' },
    { name: 'a line break', value: 'fix: two\nlines', where: 'line 1, column 52' },
    { name: 'a quote and a line break', value: 'say "hi"\nthere', where: 'line 1, column 49' },
    { name: 'a tab', value: 'fix:\tindent', where: 'line 1, column 48' },
    { name: 'a backslash at its end', value: 'C:\\', where: 'line 1, column 49' },
    { name: 'a quote and a comma', value: 'a", b', where: 'line 1, column 47' },
    { name: 'a lone quote', value: '"', where: 'line 1, column 45' },
  ])('say where and why, and which variable is safe: $name', async ({ value, where }) => {
    const state = await gate.runJob(`{"environment":"production","executionId":"${value}"}`);
    expect(state).toMatchObject({
      type: 'ConfigurationError',
      message: expect.stringContaining(`is not JSON at ${where}, near "executionId"`),
    });
    const { message = '' } = state as { readonly message?: string };
    expect(message).toContain('a quote or a line break in the value of a variable');
    expect(message).toContain('#{codepipeline.PipelineExecutionId}, as "executionId", is the safe');
    expect(message).not.toMatch(/API key|fix:|hi"/);
  });
});

describe('a damaged pipeline event with a job id', () => {
  const parts: readonly { name: string; job: Readonly<Record<string, unknown>> }[] = [
    { name: 'no data', job: {} },
    { name: 'data that is null', job: { data: null } },
    { name: 'no configuration', job: { data: { actionConfiguration: {} } } },
    {
      name: 'UserParameters that are a number',
      job: { data: { actionConfiguration: { configuration: { UserParameters: 7 } } } },
    },
    { name: 'an unknown key beside it', job: { data: [], more: true } },
  ];

  it.each(parts)('is answered: $name', async ({ job }) => {
    const { id } = world.aws.jobs.create();
    await gate.handler({ 'CodePipeline.job': { id, ...job } }, gate.context);
    expect(world.aws.jobs.get(id)?.state).toMatchObject({
      status: 'failed',
      type: 'ConfigurationError',
      message: expect.stringMatching(DECLARED),
    });
  });

  it('is answered where UserParameters are left out', async () => {
    const { id } = world.aws.jobs.create();
    await gate.handler(jobEvent(id, undefined), gate.context);
    expect(world.aws.jobs.get(id)?.state).toMatchObject({ type: 'ConfigurationError' });
  });
});

describe('a pipeline event that no job can be answered for', () => {
  it.each([
    { name: 'no id', job: { data: {} } },
    { name: 'an id that is no job id', job: { id: '../../x', data: {} } },
    { name: 'an id in capitals', job: { id: randomUUID().toUpperCase() } },
    { name: 'no job', job: null },
  ])('is an error that repeats nothing of it: $name', async ({ job }) => {
    const event = { 'CodePipeline.job': job };
    await expect(gate.handler(event, gate.context)).rejects.toMatchObject({
      code: 'payload.invalid',
      message: expect.stringMatching(/no usable job id/),
    });
  });
});
