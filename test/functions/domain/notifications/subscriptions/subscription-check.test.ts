import { expect, it } from 'vitest';
import type { SubscriptionListing } from '../../../../../functions/domain/model/alert-subscriptions.ts';
import { createSubscriptionCheck } from '../../../../../functions/domain/notifications/subscriptions/subscription-check.ts';
import { fakeClock } from '../../verification/fake-clock.ts';

const { signal } = new AbortController();
const OPS = { protocol: 'email', endpoint: 'ops@example.com' };
const CTO = { protocol: 'email', endpoint: 'cto@example.com', minimumVerdict: 'fail' } as const;
const QA = { protocol: 'email', endpoint: 'qa@example.com', environments: ['staging'] };
const MINUTE_MS = 60_000;

/** A check of topics whose listings come in this order. */
function checkOf(
  listings: readonly SubscriptionListing[],
  audiences: readonly ('everybody' | 'selective')[] = ['everybody'],
) {
  const clock = fakeClock();
  const asked: string[] = [];
  const check = createSubscriptionCheck({
    topics: audiences.map((audience) => ({ topicArn: `topic-for-${audience}`, audience })),
    clock,
    subscriptions: {
      list: async (topicArn) => {
        const listing = listings[asked.push(topicArn) - 1];
        if (listing === undefined) throw new Error('asked once too often');
        return listing;
      },
    },
  });
  return {
    clock,
    asked,
    look: (declared: readonly (typeof OPS)[] = [OPS]) => check.run(declared, { signal }),
  };
}

const EMPTY: SubscriptionListing = { outcome: 'listed', subscriptions: [], isComplete: true };
const DENIED: SubscriptionListing = { outcome: 'denied', detail: 'no' };

it('asks at most once in ten minutes', async () => {
  const { clock, asked, look } = checkOf([EMPTY, DENIED]);
  const topicArn = 'topic-for-everybody';
  expect(await look()).toEqual([
    {
      topicArn,
      unreachable: [{ ...OPS, problem: 'missing', topicArn }],
      outcome: 'listed',
      isFresh: true,
    },
  ]);
  clock.pass(10 * MINUTE_MS - 1);
  expect(await look()).toMatchObject([{ unreachable: [{ problem: 'missing' }], isFresh: false }]);
  expect(asked).toEqual([topicArn]);
  clock.pass(1);
  expect(await look()).toEqual([
    { topicArn, unreachable: undefined, outcome: 'denied', detail: 'no', isFresh: true },
  ]);
});

it('does not ask again at once where it may not', async () => {
  const { asked, look } = checkOf([DENIED]);
  await look();
  expect(await look()).toMatchObject([{ outcome: 'denied', isFresh: false }]);
  expect(asked).toHaveLength(1);
});

it('asks once for two that look at the same time', async () => {
  const { asked, look } = checkOf([EMPTY]);
  const looks = await Promise.all([look(), look()]);
  expect(looks.flat().map(({ isFresh }) => isFresh)).toEqual([true, false]);
  expect(asked).toHaveLength(1);
});

it('expects everybody at the alert topic, and those who filter at the service topic too', async () => {
  const { look } = checkOf([EMPTY, EMPTY], ['everybody', 'selective']);
  const states = await look([OPS, CTO, QA]);
  expect(states.map(({ unreachable }) => unreachable?.map(({ endpoint }) => endpoint))).toEqual([
    ['ops@example.com', 'cto@example.com', 'qa@example.com'],
    ['cto@example.com', 'qa@example.com'],
  ]);
});
