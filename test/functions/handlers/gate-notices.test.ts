import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { renderText } from '../../../cli/rendering/render-text.ts';
import { createAlertSubscriptions } from '../../../functions/adapters/aws/create-alert-subscriptions.ts';
import type { AlertSubscriptions } from '../../../functions/domain/model/alert-subscriptions.ts';
import { PreflightError } from '../../../functions/domain/model/preflight-error.ts';
import type { Report } from '../../../functions/domain/model/report.ts';
import { createSubscriptionCheck } from '../../../functions/domain/notifications/subscriptions/subscription-check.ts';
import { createFastClock } from './fast-clock.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

/** Whom the example declares. */
const DECLARED = [
  { protocol: 'email', endpoint: 'ops@example.com' },
  { protocol: 'sms', endpoint: '+15551230001' },
] as const;

/** A gate that looks at a topic with the declared subscribers, and these pending addresses. */
async function openGate({
  pending = [],
  subscriptions = createAlertSubscriptions(),
}: {
  readonly pending?: readonly string[];
  readonly subscriptions?: AlertSubscriptions;
} = {}) {
  const topicArn = world.aws.notifications.createTopic(`looked-at-${randomUUID()}`);
  for (const one of DECLARED) world.aws.notifications.subscribe({ topicArn, ...one });
  for (const endpoint of pending) {
    world.aws.notifications.subscribe({
      topicArn,
      protocol: 'email',
      endpoint,
      isConfirmed: false,
    });
  }
  const clock = createFastClock(1);
  const gate = await world.openGate({
    base: {
      subscriptions: createSubscriptionCheck({
        subscriptions,
        topics: [{ topicArn, audience: 'everybody' }],
        clock,
      }),
    },
  });
  const invoke = (payload: object = { environment: 'staging' }) =>
    gate.handler(payload, gate.context) as Promise<Report>;
  return { gate, invoke };
}

const counted = ({ name }: { readonly name: string }): boolean =>
  name === 'unconfirmedSubscriptions';

describe('a direct invocation', () => {
  it('notes who has not confirmed, which changes no verdict', async () => {
    const { gate, invoke } = await openGate({ pending: ['ops@example.com'] });
    const report = await invoke();
    expect(report.verdict).toBe('pass');
    expect(report.notices).toMatchObject([
      {
        code: 'alerts.unconfirmed-subscription',
        message: expect.stringContaining('ops@example.com (email) has not confirmed'),
      },
    ]);
    expect(renderText(report)).toMatch(/\nNOTE {2}ops@example\.com \(email\) has not confirmed/);
    expect(gate.measured.filter(counted)).toEqual([
      { name: 'unconfirmedSubscriptions', value: 1, environment: undefined },
    ]);
  });

  it('has no notices where everybody is told', async () => {
    const { gate, invoke } = await openGate();
    expect(await invoke()).not.toHaveProperty('notices');
    expect(gate.measured.filter(counted)).toMatchObject([{ value: 0 }]);
  });

  it('notes ten at most, and measures all', async () => {
    const pending = Array.from({ length: 12 }, (_, index) => `u${index}@example.com`);
    const { gate, invoke } = await openGate({ pending });
    expect((await invoke()).notices).toHaveLength(10);
    expect(gate.measured.filter(counted)).toMatchObject([{ value: 12 }]);
  });

  it('asks SNS once for many runs, and logs it once', async () => {
    const { gate, invoke } = await openGate({ pending: ['ops@example.com'] });
    await invoke();
    expect((await invoke()).notices).toHaveLength(1);
    expect(
      gate.logLines.filter(({ message }) => message === 'a subscriber gets no alerts'),
    ).toHaveLength(1);
  });

  it.each([
    ['may not be listed', () => Promise.resolve({ outcome: 'denied', detail: 'no' } as const)],
    ['cannot be listed', () => Promise.resolve({ outcome: 'unavailable', detail: 'x' } as const)],
    ['break', () => Promise.reject(new TypeError('secret-things'))],
  ])('says nothing where subscriptions %s', async (_name, list) => {
    const { gate, invoke } = await openGate({ subscriptions: { list } });
    const report = await invoke();
    expect(report.verdict).toBe('pass');
    expect(report).not.toHaveProperty('notices');
    expect(gate.measured.filter(counted)).toEqual([]);
    expect(JSON.stringify(gate.logLines)).not.toContain('secret-things');
  });

  it('is told to stop after a second', async () => {
    let wasAborted = false;
    const list: AlertSubscriptions['list'] = async (_topic, { signal }) => {
      await new Promise((resolve) => signal.addEventListener('abort', resolve));
      wasAborted = true;
      return { outcome: 'unavailable', detail: 'out of time' };
    };
    const { invoke } = await openGate({ subscriptions: { list } });
    expect(await invoke()).not.toHaveProperty('notices');
    expect(wasAborted).toBe(true);
  });
});

describe('a job', () => {
  it('is answered before anybody asks who is subscribed', async () => {
    const statuses: string[] = [];
    const list: AlertSubscriptions['list'] = async () => {
      statuses.push(...world.aws.jobs.list().map(({ state }) => state.status));
      return { outcome: 'listed', subscriptions: [], isComplete: true };
    };
    const { gate } = await openGate({ subscriptions: { list } });
    expect(await gate.runJob('staging')).toMatchObject({ status: 'succeeded' });
    expect(statuses).toEqual(['succeeded']);
    expect(gate.measured.filter(counted)).toHaveLength(1);
  });
});

it('says nothing of subscriptions where the configuration is broken', async () => {
  const asked: string[] = [];
  const subscriptions: AlertSubscriptions = {
    list: async (topicArn) => {
      asked.push(topicArn);
      return { outcome: 'unavailable', detail: 'x' };
    },
  };
  const topics = [{ topicArn: 'topic', audience: 'everybody' }] as const;
  const gate = await world.openGate({
    base: {
      subscriptions: createSubscriptionCheck({ subscriptions, topics, clock: createFastClock(1) }),
    },
    compose: () => {
      throw new PreflightError('broken', { code: 'config.invalid', fault: 'operator' });
    },
  });
  expect(await gate.runJob('staging')).toMatchObject({ status: 'failed' });
  expect(asked).toEqual([]);
  expect(gate.logLines.filter(({ message }) => message.includes('subscriptions'))).toEqual([]);
});
