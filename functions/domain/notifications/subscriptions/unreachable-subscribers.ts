import type { ListedSubscription } from '../../model/alert-subscriptions.ts';

/** A subscriber that the configuration names. */
export interface ExpectedSubscriber {
  readonly protocol: string;
  readonly endpoint: string;
  readonly environments?: readonly string[] | undefined;
  readonly minimumVerdict?: 'inconclusive' | 'fail';
}

/** Whether a subscriber gets less than everything, and is subscribed to the service topic too. */
export function isSelective({ environments, minimumVerdict }: ExpectedSubscriber): boolean {
  return environments !== undefined || minimumVerdict === 'fail';
}

/** A subscription that should deliver alerts and does not. */
export interface UnreachableSubscription {
  readonly protocol: string;
  readonly endpoint: string;
  /**
   * - `unconfirmed`: the confirmation was not answered; also where it was subscribed by hand.
   * - `deleted`: declared, and unsubscribed since.
   * - `missing`: declared, and there is no subscription: its confirmation expired, or it was removed.
   */
  readonly problem: 'unconfirmed' | 'deleted' | 'missing';
}

/** The better one of two subscriptions of the same endpoint counts: a new one follows a deleted one. */
const BEST_FIRST = ['confirmed', 'unconfirmed', 'deleted'] as const;

/**
 * Every subscriber that gets nothing: of the declared and of those subscribed by hand. Endpoints are
 * compared without letter case. Empty where every subscriber gets alerts.
 */
export function unreachableSubscriptions(
  declared: readonly ExpectedSubscriber[],
  {
    subscriptions,
    isComplete,
  }: {
    readonly subscriptions: readonly ListedSubscription[];
    readonly isComplete: boolean;
  },
): readonly UnreachableSubscription[] {
  const states = new Map<string, ListedSubscription>();
  for (const one of subscriptions) {
    const known = states.get(keyOf(one));
    if (known === undefined || rank(one) < rank(known)) states.set(keyOf(one), one);
  }
  const isDeclared = new Set(declared.map(keyOf));
  const unconfirmed = [...states.values()]
    .filter(({ state }) => state === 'unconfirmed')
    .map(({ protocol, endpoint }) => ({ protocol, endpoint, problem: 'unconfirmed' as const }));
  const deleted = [...states.values()]
    .filter((one) => one.state === 'deleted' && isDeclared.has(keyOf(one)))
    .map(({ protocol, endpoint }) => ({ protocol, endpoint, problem: 'deleted' as const }));
  const missing = isComplete ? declared.filter((one) => !states.has(keyOf(one))) : [];
  return [
    ...unconfirmed,
    ...deleted,
    ...missing.map(({ protocol, endpoint }) => ({
      protocol,
      endpoint,
      problem: 'missing' as const,
    })),
  ];
}

function keyOf({ protocol, endpoint }: Pick<ExpectedSubscriber, 'protocol' | 'endpoint'>): string {
  return `${protocol} ${endpoint.toLowerCase()}`;
}

function rank({ state }: ListedSubscription): number {
  return BEST_FIRST.indexOf(state);
}
