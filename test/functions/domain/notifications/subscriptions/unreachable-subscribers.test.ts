import { describe, expect, it } from 'vitest';
import type { ListedSubscription } from '../../../../../functions/domain/model/alert-subscriptions.ts';
import { unreachableSubscriptions } from '../../../../../functions/domain/notifications/subscriptions/unreachable-subscribers.ts';

const OPS = { protocol: 'email', endpoint: 'ops@example.com' };
const PHONE = { protocol: 'sms', endpoint: '+15551230001' };

const as = (
  state: ListedSubscription['state'],
  one: { readonly protocol: string; readonly endpoint: string } = OPS,
): ListedSubscription => ({ ...one, state });

describe('who is not told', () => {
  it.each([
    [
      'nobody, where all have confirmed',
      [OPS, PHONE],
      [as('confirmed'), as('confirmed', PHONE)],
      [],
    ],
    [
      'nobody, in another letter case',
      [OPS],
      [as('confirmed', { ...OPS, endpoint: 'OPS@example.com' })],
      [],
    ],
    ['who has not confirmed', [OPS], [as('unconfirmed')], [{ ...OPS, problem: 'unconfirmed' }]],
    [
      'who was subscribed by hand and has not confirmed',
      [],
      [as('unconfirmed')],
      [{ ...OPS, problem: 'unconfirmed' }],
    ],
    ['who was declared and left', [OPS], [as('deleted')], [{ ...OPS, problem: 'deleted' }]],
    ['nobody, where one left that is not declared', [], [as('deleted')], []],
    [
      'who has no subscription',
      [OPS, PHONE],
      [as('confirmed')],
      [{ ...PHONE, problem: 'missing' }],
    ],
    ['nobody, where one came back', [OPS], [as('deleted'), as('confirmed')], []],
    ['nobody, where one came back, listed first', [OPS], [as('confirmed'), as('deleted')], []],
    [
      'who came back and has not confirmed, once',
      [OPS],
      [as('deleted'), as('unconfirmed')],
      [{ ...OPS, problem: 'unconfirmed' }],
    ],
    [
      'who has the same endpoint by another protocol only',
      [OPS],
      [as('confirmed', { ...OPS, protocol: 'email-json' })],
      [{ ...OPS, problem: 'missing' }],
    ],
  ] as const)('is %s', (...row) => {
    const [, declared, subscriptions, unreachable] = row;
    expect(unreachableSubscriptions(declared, { subscriptions, isComplete: true })).toEqual(
      unreachable,
    );
  });

  it('is nobody that is missing from a list that was not read to its end', () => {
    const listing = { subscriptions: [as('unconfirmed')], isComplete: false };
    expect(unreachableSubscriptions([OPS, PHONE], listing)).toEqual([
      { ...OPS, problem: 'unconfirmed' },
    ]);
  });
});
