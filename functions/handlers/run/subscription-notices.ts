import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { Notice, Report } from '../../domain/model/report.ts';
import {
  describeUnreachable,
  remediationFor,
} from '../../domain/notifications/subscriptions/describe-unreachable.ts';
import type {
  TopicState,
  UnreachableSubscriber,
} from '../../domain/notifications/subscriptions/subscription-check.ts';
import type { ExpectedSubscriber } from '../../domain/notifications/subscriptions/unreachable-subscribers.ts';
import { type Invocation, msUntil } from './invocation.ts';

/** No caller waits longer for it: it says nothing about a credential. */
const LONGEST_MS = 1_000;
const GRACE_MS = 250;
const MOST_NOTICES = 10;

/**
 * Subscribers that get no alerts, as notices, measured and logged; empty where each does, where there is no
 * topic, and where it is not known. Asks SNS at most once in ten minutes. Never throws and never changes
 * a verdict: call it when the caller is answered and the alerts are out.
 */
export async function subscriptionNotices(invocation: Invocation): Promise<readonly Notice[]> {
  const { subscriptions: check, clock, log, metrics } = invocation.base;
  const subscribers = declaredSubscribers(invocation);
  if (check === undefined || subscribers === undefined) return [];
  const limitMs = Math.min(LONGEST_MS, msUntil('alertsMs', invocation));
  // The last thing of a run: where no time is left its grace would outlast the function.
  if (limitMs === 0) return [];
  try {
    const states = await withTimeLimit(
      { clock, limitMs, graceMs: GRACE_MS, what: 'SNS' },
      (signal) => check.run(subscribers, { signal }),
    );
    for (const state of states) logState(state, invocation);
    // A topic that could not be listed makes the number unknown: no number is better than a wrong one.
    const known = states.flatMap((state) =>
      state.unreachable === undefined ? [] : [state.unreachable],
    );
    if (known.length < states.length) return [];
    const unreachable = known.flat();
    metrics.record('unconfirmedSubscriptions', unreachable.length);
    return unreachable.slice(0, MOST_NOTICES).map(noticeOf);
  } catch (error) {
    log.warn('subscriptions were not checked', { detail: describeDefect(error).text });
    return [];
  }
}

/** Undefined where the configuration is broken: it names no subscriber then, and the report says so. */
function declaredSubscribers({ gate }: Invocation): readonly ExpectedSubscriber[] | undefined {
  try {
    return gate().configuration.alerts.subscribers;
  } catch {
    return undefined;
  }
}

/** The report with its notices; the same report where there is nothing to note. */
export async function withNotices(report: Report, invocation: Invocation): Promise<Report> {
  const notices = await subscriptionNotices(invocation);
  return addNotices(report, notices);
}

/** The report with these notices after those it has; they are never an empty list. */
export function addNotices(report: Report, notices: readonly Notice[]): Report {
  return notices.length === 0
    ? report
    : { ...report, notices: [...(report.notices ?? []), ...notices] };
}

function logState({ unreachable = [], outcome, isFresh }: TopicState, { base }: Invocation): void {
  if (!isFresh) return;
  if (outcome !== 'listed') base.log.info('subscriptions could not be listed', { outcome });
  for (const one of unreachable)
    base.log.warn('a subscriber gets no alerts', { detail: describeUnreachable(one) });
}

function noticeOf(unreachable: UnreachableSubscriber): Notice {
  const code =
    unreachable.problem === 'unconfirmed'
      ? 'alerts.unconfirmed-subscription'
      : 'alerts.missing-subscription';
  const { text, command } = remediationFor(unreachable);
  return { code, message: `${describeUnreachable(unreachable)} ${text}`, command };
}
