import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { Notice, Report } from '../../domain/model/report.ts';
import {
  mendingOf,
  silenceOf,
} from '../../domain/notifications/subscriptions/describe-unreachable.ts';
import type {
  Silence,
  TopicState,
} from '../../domain/notifications/subscriptions/subscription-check.ts';
import type { ExpectedSubscriber } from '../../domain/notifications/subscriptions/unreachable-subscribers.ts';
import { type Invocation, msUntil } from './invocation.ts';

/** Nobody waits longer for it: it says nothing about a credential. */
const LONGEST_MS = 1_000;
const MOST_NOTICES = 10;

/**
 * Who is not told of alerts, as notices, measured and logged; empty where everybody is, where there is no
 * topic, and where it is not known. Asks SNS at most once in ten minutes. Never throws and never changes
 * a verdict: call it when everybody has been answered and told.
 */
export async function subscriptionNotices(invocation: Invocation): Promise<readonly Notice[]> {
  const { subscriptions: check, clock, log, metrics } = invocation.base;
  const subscribers = declaredSubscribers(invocation);
  if (check === undefined || subscribers === undefined) return [];
  try {
    const limitMs = Math.min(LONGEST_MS, msUntil('alertsMs', invocation));
    const states = await withTimeLimit({ clock, limitMs }, (signal) =>
      check.look(subscribers, { signal }),
    );
    for (const state of states) logState(state, invocation);
    // Of a topic that could not be listed nothing is known: no number is better than a wrong one.
    const known = states.flatMap((state) => (state.silent === undefined ? [] : [state.silent]));
    if (known.length < states.length) return [];
    const silent = known.flat();
    metrics.record('unconfirmedSubscriptions', silent.length);
    return silent.slice(0, MOST_NOTICES).map(noticeOf);
  } catch (error) {
    log.warn('subscriptions were not looked at', { detail: describeDefect(error).name });
    return [];
  }
}

/** Undefined where the configuration is broken: that is told elsewhere, and nobody is known then. */
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
  return notices.length === 0 ? report : { ...report, notices };
}

function logState({ silent = [], outcome, isFresh }: TopicState, { base }: Invocation): void {
  if (!isFresh) return;
  if (outcome !== 'listed') base.log.info('subscriptions could not be listed', { outcome });
  for (const one of silent) base.log.warn('not told of alerts', { detail: silenceOf(one) });
}

function noticeOf(silent: Silence): Notice {
  const code =
    silent.problem === 'unconfirmed'
      ? 'alerts.unconfirmed-subscription'
      : 'alerts.missing-subscription';
  const { text, command } = mendingOf(silent);
  return { code, message: `${silenceOf(silent)} ${text}`, command };
}
