import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { type Deployment, deploy } from '../../../local/deployment/deploy.ts';
import { synthesise } from '../../../local/deployment/synthesise.ts';
import type { ExampleWorld } from '../../../local/example-world/example-world.ts';
import { seedExampleWorld } from '../../../local/example-world/seed-example-world.ts';
import type { Invocation } from '../../../local/lambda/local-function.ts';
import { type LocalTwilio, startLocalTwilio } from '../../../local/twilio/start-local-twilio.ts';

// One synth for all tests: it takes seconds. Each test leaves the world as it was.
const directory = mkdtempSync(join(tmpdir(), 'preflight-synth-'));
let aws: LocalAws;
let twilio: LocalTwilio;
let world: ExampleWorld;
let deployment: Deployment;

beforeAll(async () => {
  const cdkOut = synthesise({ outDir: directory });
  [aws, twilio] = await Promise.all([startLocalAws(), startLocalTwilio()]);
  world = await seedExampleWorld({ aws, twilio });
  deployment = await deploy(await cdkOut, { aws, twilioOrigin: twilio.origin });
});

afterAll(async () => {
  await Promise.all([deployment.close(), aws.close(), twilio.close()]);
  rmSync(directory, { recursive: true, force: true });
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
    const { GateFunctionName, AlertTopicArn } = deployment.outputs;

    expect(GateFunctionName).toBe(deployment.gate.functionName);
    expect(AlertTopicArn).toMatch(/^arn:aws:sns:us-east-1:111122223333:TwilioPreflight-/);
  });

  it('subscribes everybody whom the configuration names', () => {
    const subscribers = aws.notifications
      .subscriptions(deployment.outputs['AlertTopicArn'])
      .map(({ protocol, endpoint, isConfirmed }) => [protocol, endpoint, isConfirmed]);

    expect(subscribers).toEqual([
      ['email', 'ops@example.com', true],
      ['sms', '+15551230001', true],
    ]);
  });

  it('finds every environment of the example world good', async () => {
    const verdict = verdicts(await deployment.gate.invoke({}));

    expect(verdict).toEqual({ development: 'pass', staging: 'pass', production: 'pass' });
  });

  it('reads secrets as the role that the template gives it', async () => {
    aws.journal.clear();
    await deployment.gate.invoke({ environment: 'development' });
    const readers = new Set(aws.journal.list().map(({ principal }) => principal));

    expect([...readers]).toEqual([expect.stringContaining(':assumed-role/TwilioPreflight-')]);
  });

  it('notices a stale secret, tells people and shows no secret, and passes once it is mended', async () => {
    const production = world.environment('production');
    production.putSecret({ value: production.staleFields() });

    const stale = verdicts(await deployment.gate.invoke({ environment: 'production' }));
    const mail = aws.notifications.mailbox.list();
    production.putGoodSecret();
    const mended = verdicts(await deployment.gate.invoke({ environment: 'production' }));

    expect([stale, mended]).toEqual([{ production: 'fail' }, { production: 'pass' }]);
    expect(mail).toMatchObject([{ to: 'ops@example.com' }]);
    const written = JSON.stringify([deployment.gate.logs, mail]);
    expect(world.secretValues().filter((value) => written.includes(value))).toEqual([]);
  });
});
