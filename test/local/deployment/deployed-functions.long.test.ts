import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { OUTPUTS } from '../../../functions/contract.ts';
import type { LocalFunction } from '../../../local/lambda/local-function.ts';
import { createCleanup, type RunningWorld, startWorld } from '../../../local/serve/start-world.ts';
import { urlRequest } from '../../functions/handlers/health/requests.ts';

// One synth for all tests, and the functions that it bundled, each in processes of its own.
const cleanup = createCleanup();
let world: RunningWorld;

beforeAll(async () => {
  const events = { onStep: () => undefined, onLine: () => undefined };
  world = await startWorld({ aws: 0, twilio: 0, lambda: 0 }, events, cleanup);
});

beforeEach(() => world.aws.notifications.mailbox.clear());

afterAll(async () => {
  await cleanup.run();
});

function named(output: string): LocalFunction {
  return world.deployment.functionNamed(world.deployment.outputs[output] ?? 'none');
}

function health(): LocalFunction {
  const found = world.deployment.functions.find(({ functionName }) =>
    functionName.includes('Health'),
  );
  if (found === undefined) throw new Error('The stack has no health function.');
  return found;
}

/** Puts on the stack's event bus what Secrets Manager puts there when AWSCURRENT moves, and waits. */
async function tellOfNewVersion(environment: string, versionId: string): Promise<void> {
  const { secretId } = world.example.environment(environment);
  world.deployment.events.put({
    id: '11111111-2222-3333-4444-555555555555',
    time: '2026-11-25T03:00:00Z',
    source: 'aws.secretsmanager',
    'detail-type': 'Secret Label Updated',
    account: world.aws.accountId,
    region: world.aws.region,
    resources: [`arn:aws:secretsmanager:us-east-1:111122223333:secret:${secretId}-AbCdEf`],
    detail: { name: secretId, labelUpdated: 'AWSCURRENT', versionId },
  });
  await world.deployment.invoker.idle();
}

function subjects(): readonly (string | null)[] {
  return world.aws.notifications.mailbox.list().map(({ subject }) => subject);
}

describe('the functions of the deployed stack', () => {
  it('notify of a secret that was changed for the worse, and for the better, within one event each', async () => {
    const production = world.example.environment('production');
    const stale = production.putSecret({ value: production.staleFields() });
    await tellOfNewVersion('production', stale.versionId);
    expect(subjects()).toEqual([expect.stringMatching(/^BLOCKED production: stale secret/)]);
    const [mail] = world.aws.notifications.mailbox.list();
    expect(mail?.body).toContain('Set off by a new current version of the secret.');
    const good = production.putGoodSecret();
    await tellOfNewVersion('production', good.versionId);
    expect(subjects()).toHaveLength(2);
    expect(subjects()[1]).toMatch(/^RECOVERED production/);
  });

  it('keep what they found in one history, which the gate returns', async () => {
    await world.deployment.gate.invoke({ environment: 'staging' });
    await named(OUTPUTS.watchFunctionName).invoke({
      trigger: 'schedule',
      environments: ['staging'],
    });
    const query = { history: { environment: 'staging', limit: 2 } };
    const answer = await world.deployment.gate.invoke(query);
    expect(answer).toMatchObject({
      outcome: 'returned',
      payload: { runs: [{ trigger: 'schedule' }, { trigger: 'manual' }] },
    });
  });

  it('answer about health by what the watch found', async () => {
    await named(OUTPUTS.watchFunctionName).invoke({ trigger: 'schedule' });
    const asked = world.twilio.journal.entries().length;
    const answer = await health().invoke(urlRequest('/'));
    expect(answer).toMatchObject({ outcome: 'returned', payload: { statusCode: 200 } });
    expect(world.twilio.journal.entries()).toHaveLength(asked);
  });

  it('audit the keys of every account', async () => {
    const audited = await named(OUTPUTS.auditFunctionName).invoke({});
    expect(audited).toMatchObject({ outcome: 'returned', payload: { schemaVersion: 1 } });
    expect(JSON.stringify(audited)).toContain('"check":"key.stray"');
  });

  it('write no secret, whatever they do', async () => {
    const all = world.deployment.functions.map(({ logs }) => logs.join('\n')).join('\n');
    expect(all).toContain('"verified"');
    expect(world.example.secretValues().filter((value) => all.includes(value))).toEqual([]);
  });
});
