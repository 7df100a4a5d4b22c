import { describe, expect, it } from 'vitest';
import { doctor, OPS, openWorld, PHONE, subscribe, type World } from './doctor-world.ts';

function filtered({ notifications, topicArn }: World, endpoint: string, policy: object): void {
  const protocol = endpoint.startsWith('+') ? 'sms' : 'email';
  notifications.subscribe({ topicArn, protocol, endpoint, filterPolicy: JSON.stringify(policy) });
}

describe('doctor, of filter policies,', () => {
  it('names a subscriber whose policy lets no alert through', async () => {
    const world = await openWorld();
    subscribe(world, OPS);
    filtered(world, PHONE, { environment: ['prod'] });
    const { exitCode, bad } = await doctor(world, '--topic', world.topicArn);
    expect(exitCode).toBe(1);
    expect(bad).toEqual([
      {
        check: 'alerts.filters',
        status: 'problem',
        message: `${PHONE} (sms) gets no alert: its filter policy {"environment":["prod"]} lets none through.`,
        remedy: expect.stringContaining('Environments: staging, production.'),
      },
    ]);
  });

  it('names the environment and the verdict that reach no one', async () => {
    const world = await openWorld();
    filtered(world, OPS, { environment: ['production', { exists: false }] });
    filtered(world, PHONE, { environment: ['staging'], severity: ['critical'] });
    const { bad } = await doctor(world, '--topic', world.topicArn);
    expect(bad.map(({ message }) => message)).toEqual([
      'An alert of staging with the verdict inconclusive reaches no one: every filter policy leaves it out.',
    ]);
  });

  it('says what was not looked at, and which permission is missing', async () => {
    const world = await openWorld();
    subscribe(world, OPS);
    subscribe(world, PHONE);
    for (const operation of ['GetSubscriptionAttributes', 'GetSMSAttributes']) {
      const denied = {
        kind: 'error',
        type: 'AuthorizationError',
        message: 'No.',
        status: 403,
      } as const;
      world.world.aws.faults.add({ service: 'sns', operation, ...denied });
    }
    const { exitCode, bad } = await doctor(world, '--topic', world.topicArn);
    expect(exitCode).toBe(3);
    expect(bad.map(({ remedy }) => remedy)).toEqual([
      'These credentials need sns:GetSubscriptionAttributes on the topic.',
      'These credentials need sns:GetSMSAttributes.',
    ]);
  });

  it('says what text messages may cost', async () => {
    const world = await openWorld();
    subscribe(world, OPS);
    subscribe(world, PHONE);
    const { findings } = await doctor(world, '--topic', world.topicArn);
    expect(findings.map(({ message }) => message)).toContain(
      'Text messages may cost at most 1 USD a month in this account; beyond that SNS sends none.',
    );
  });
});
