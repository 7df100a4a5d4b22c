import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { systemClock } from '../system/system-clock.ts';

/**
 * Runs `send` with a signal of its own for the SDK's request, and rejects as soon as `parent` aborts or
 * `limitMs` is over. The SDK waits for credentials without looking at a signal, so the call is raced.
 */
export function inTime<T>(
  parent: AbortSignal | undefined,
  send: (signal: AbortSignal) => Promise<T>,
  limitMs?: number,
): Promise<T> {
  return withTimeLimit({ clock: systemClock, parent, limitMs, graceMs: 0 }, send);
}
