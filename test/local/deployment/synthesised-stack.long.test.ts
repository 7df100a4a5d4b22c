import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Invocation } from '../../../local/lambda/local-function.ts';
import { instructions } from '../../../local/serve/instructions.ts';
import { createCleanup, type RunningWorld, startWorld } from '../../../local/serve/start-world.ts';

// One synth for all tests: it takes seconds. Each test leaves the world as it was.
const cleanup = createCleanup();
const steps: string[] = [];
const lines: string[] = [];
let world: RunningWorld;

beforeAll(async () => {
  const events = {
    onStep: (step: string) => steps.push(step),
    onLine: (line: string) => lines.push(line),
  };
  world = await startWorld({ aws: 0, twilio: 0, lambda: 0 }, events, cleanup);
});

afterAll(async () => {
  await cleanup.run();
});

function verdicts(invocation: Invocation): unknown {
  if (invocation.outcome !== 'returned') return invocation;
  const { environments } = invocation.payload as {
    environments: { name: string; verdict: string }[];
  };
  return Object.fromEntries(environments.map(({ name, verdict }) => [name, verdict]));
}

describe('the stack that the CDK app synthesises, deployed into the example world', () => {
  it('gives the outputs that people and the command line look for', () => {
    const { GateFunctionName, AlertTopicArn } = world.deployment.outputs;

    expect(GateFunctionName).toBe(world.deployment.gate.functionName);
    expect(AlertTopicArn).toMatch(/^arn:aws:sns:us-east-1:111122223333:TwilioPreflight-/);
  });

  it('subscribes everybody whom the configuration names', () => {
    const subscribers = world.aws.notifications
      .subscriptions(world.deployment.outputs['AlertTopicArn'])
      .map(({ protocol, endpoint, isConfirmed }) => [protocol, endpoint, isConfirmed]);

    expect(subscribers).toEqual([
      ['email', 'ops@example.com', true],
      ['sms', '+15551230001', true],
    ]);
  });

  it('finds every environment of the example world good', async () => {
    const verdict = verdicts(await world.deployment.gate.invoke({}));

    expect(verdict).toEqual({ development: 'pass', staging: 'pass', production: 'pass' });
  });

  it('reads secrets as the role that the template gives it', async () => {
    world.aws.journal.clear();
    await world.deployment.gate.invoke({ environment: 'development' });
    const readers = new Set(world.aws.journal.list().map(({ principal }) => principal));

    expect([...readers]).toEqual([expect.stringContaining(':assumed-role/TwilioPreflight-')]);
  });

  it('notices a stale secret, notifies subscribers and shows no secret, and passes once it is fixed', async () => {
    const production = world.example.environment('production');
    production.putSecret({ value: production.staleFields() });

    const stale = verdicts(await world.deployment.gate.invoke({ environment: 'production' }));
    const mail = world.aws.notifications.mailbox.list();
    production.putGoodSecret();
    const fixed = verdicts(await world.deployment.gate.invoke({ environment: 'production' }));

    expect([stale, fixed]).toEqual([{ production: 'fail' }, { production: 'pass' }]);
    expect(mail).toMatchObject([{ to: 'ops@example.com' }]);
    const written = JSON.stringify([world.deployment.gate.logs, mail]);
    expect(world.example.secretValues().filter((value) => written.includes(value))).toEqual([]);
  });

  it('says what is being done, and passes on what the gate writes', async () => {
    await world.deployment.gate.invoke({ environment: 'staging' });

    expect(steps).toEqual(['Synthesising the stack …']);
    // The function of the watch may write at the same time: a secret has changed.
    expect(lines).toEqual(expect.arrayContaining([...world.deployment.gate.logs]));
  });

  it('prints what to export and what to try, and no secret value', () => {
    const { aws, twilio, deployment, example } = world;

    const printed = instructions(world);

    expect(printed).toContain(`export AWS_ENDPOINT_URL=${aws.endpoint}\n`);
    expect(printed).toContain(`export AWS_ENDPOINT_URL_LAMBDA=${deployment.lambdaEndpoint}\n`);
    expect(printed).toContain(`export PREFLIGHT_TWILIO_ORIGIN=${twilio.origin}\n`);
    expect(printed).toContain(`--function ${deployment.gate.functionName} --env production`);
    expect(example.secretValues().filter((value) => printed.includes(value))).toEqual([]);
  });
});
