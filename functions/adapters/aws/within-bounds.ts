import { setMaxListeners } from 'node:events';

/** How long one call may take; the first bound that is reached ends it. */
export interface CallBounds {
  readonly signal?: AbortSignal;
  readonly timeoutMs?: number;
}

/**
 * Runs `work` and rejects with an `AbortError` as soon as a bound is reached, whatever `work` does.
 *
 * `work` gets a signal of its own to drop its request with. The SDK waits without it for credentials,
 * so the call is raced as well; what `work` gives later is ignored. Built by hand, because
 * `AbortSignal.any([…, AbortSignal.timeout(ms)])` never fires on Node 20 once garbage is collected.
 */
export function withinBounds<T>(
  bounds: CallBounds,
  work: (signal: AbortSignal) => Promise<T>,
): Promise<T> {
  const { signal, timeoutMs } = bounds;
  return new Promise((resolve, reject) => {
    const controller = new AbortController();
    const onBound = (): void => {
      reject(abortError());
      controller.abort();
    };
    if (signal?.aborted) {
      onBound();
      return;
    }
    if (signal !== undefined) {
      // One run's signal bounds all its calls; Node warns of a leak from the eleventh listener on.
      setMaxListeners(0, signal);
      signal.addEventListener('abort', onBound, { once: true });
    }
    const timer = timeoutMs === undefined ? undefined : setTimeout(onBound, timeoutMs);
    work(controller.signal)
      .then(resolve, reject)
      .finally(() => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', onBound);
      });
  });
}

function abortError(): Error {
  const error = new Error('The call ran out of its time.');
  error.name = 'AbortError';
  return error;
}
