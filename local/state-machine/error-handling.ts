import type { Catcher, Retrier } from './definition.ts';
import type { Fault } from './run.ts';

/** What `States.ALL` leaves out: an execution cannot go on after them. */
const TERMINAL: readonly string[] = ['States.Runtime', 'States.DataLimitExceeded'];

/**
 * Whether a retrier or a catcher is meant for an error.
 * https://docs.aws.amazon.com/step-functions/latest/dg/concepts-error-handling.html
 */
function isMeant(
  { ErrorEquals: names }: { readonly ErrorEquals: readonly string[] },
  error: string,
): boolean {
  if (names.includes(error)) return true;
  if (TERMINAL.includes(error)) return false;
  if (names.includes('States.ALL')) return true;
  return names.includes('States.TaskFailed') && error !== 'States.Timeout';
}

/** Decides how often a state is tried again, and when; one for each time that a state is entered. */
export interface RetryPolicy {
  /** Milliseconds to wait before the next attempt; undefined: there is none. */
  nextDelayMs(fault: Fault): number | undefined;
}

/** @param random from 0 up to 1: with `FULL` jitter a wait is that share of it. */
export function createRetryPolicy(retriers: readonly Retrier[], random: () => number): RetryPolicy {
  const attempts = new Map<Retrier, number>();
  return {
    nextDelayMs: ({ error }) => {
      const retrier = retriers.find((each) => isMeant(each, error));
      if (retrier === undefined) return undefined;
      const done = attempts.get(retrier) ?? 0;
      if (done >= retrier.MaxAttempts) return undefined;
      attempts.set(retrier, done + 1);
      const { IntervalSeconds, BackoffRate, MaxDelaySeconds = Infinity, JitterStrategy } = retrier;
      const seconds = Math.min(IntervalSeconds * BackoffRate ** done, MaxDelaySeconds);
      return seconds * 1000 * (JitterStrategy === 'FULL' ? random() : 1);
    },
  };
}

/** The first catcher that is meant for an error. */
export function findCatcher(catchers: readonly Catcher[], { error }: Fault): Catcher | undefined {
  return catchers.find((each) => isMeant(each, error));
}
