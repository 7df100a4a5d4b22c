import { expect, it } from 'vitest';
import type { SubscriptionListing } from '../../../../functions/domain/subscriptions/alert-subscriptions.ts';
import { createSubscriptionCheck } from '../../../../functions/domain/subscriptions/subscription-check.ts';
import { fakeClock } from '../verification/fake-clock.ts';

const { signal } = new AbortController();
const OPS = { protocol: 'email', endpoint: 'ops@example.com' };
const MINUTE_MS = 60_000;

function checkOf(...listings: readonly SubscriptionListing[]) {
  const clock = fakeClock();
  const asked: string[] = [];
  const check = createSubscriptionCheck({
    topicArn: 'topic',
    clock,
    subscriptions: {
      list: async (topicArn) => {
        const listing = listings[asked.push(topicArn) - 1];
        if (listing === undefined) throw new Error('asked once too often');
        return listing;
      },
    },
  });
  return { clock, asked, look: () => check.look([OPS], { signal }) };
}

const LISTED: SubscriptionListing = { outcome: 'listed', subscriptions: [], isComplete: true };
const DENIED: SubscriptionListing = { outcome: 'denied', detail: 'no' };

it('asks at most once in ten minutes', async () => {
  const { clock, asked, look } = checkOf(LISTED, DENIED);
  expect(await look()).toEqual({
    silent: [{ ...OPS, problem: 'missing' }],
    outcome: 'listed',
    isFresh: true,
  });
  clock.pass(10 * MINUTE_MS - 1);
  expect(await look()).toMatchObject({ silent: [{ problem: 'missing' }], isFresh: false });
  expect(asked).toEqual(['topic']);
  clock.pass(1);
  expect(await look()).toEqual({ silent: undefined, outcome: 'denied', isFresh: true });
});

it('does not ask again at once where it may not', async () => {
  const { asked, look } = checkOf(DENIED);
  await look();
  expect(await look()).toEqual({ silent: undefined, outcome: 'denied', isFresh: false });
  expect(asked).toHaveLength(1);
});

it('asks once for two that look at the same time', async () => {
  const { asked, look } = checkOf(LISTED);
  const looks = await Promise.all([look(), look()]);
  expect(looks.map(({ isFresh }) => isFresh)).toEqual([true, false]);
  expect(asked).toHaveLength(1);
});
