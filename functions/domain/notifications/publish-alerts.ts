import { createLimiter } from '../concurrency/limiter.ts';
import { withTimeLimit } from '../concurrency/time-limit.ts';
import type { Alert } from '../model/alert.ts';
import { describeDefect } from '../model/describe-defect.ts';
import type { AlertSink, Clock, Log, LogFields } from '../model/ports.ts';

const AT_ONCE = 10;

/**
 * Works on each of the environments of a run, ten at once, with a signal that ends after `limitMs` for all
 * of them. Rejects where `work` does, and with `out-of-time` where it does not follow the signal.
 */
export async function eachWithin<T>(
  environments: readonly T[],
  { clock, limitMs }: { readonly clock: Clock; readonly limitMs: number },
  work: (environment: T, signal: AbortSignal) => Promise<void>,
): Promise<void> {
  const limited = createLimiter(AT_ONCE);
  await withTimeLimit({ clock, limitMs }, (signal) =>
    Promise.all(environments.map((one) => limited(() => work(one, signal)))),
  );
}

/** Where alerts go, and what is logged of each. */
export interface Publishing {
  /** Absent: the function has no topic; that is logged as an error, since people expect alerts. */
  readonly sink: AlertSink | undefined;
  readonly log: Log;
  readonly fields: LogFields;
  readonly signal: AbortSignal;
}

/** Publishes one alert, and returns whether it went out. Never throws: what could not be sent is logged. */
export async function publishAlert(
  makeAlert: () => Alert,
  { sink, log, fields, signal }: Publishing,
): Promise<boolean> {
  if (sink === undefined) {
    log.error('there is no alert topic: the alert was not sent', fields);
    return false;
  }
  try {
    await sink.publish(makeAlert(), { signal });
    log.info('alert published', fields);
    return true;
  } catch (error) {
    const { text: detail } = describeDefect(error);
    log.error('the alert could not be published', { ...fields, detail });
    return false;
  }
}
