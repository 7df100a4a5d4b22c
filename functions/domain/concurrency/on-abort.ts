const waiting = new WeakMap<AbortSignal, Set<() => void>>();

/**
 * Calls back when `signal` aborts; the function it returns takes that back. Whatever number of calls
 * share a signal, it gets one listener: Node warns of more than ten, and `AbortSignal.any` costs more
 * than a whole call.
 */
export function onAbort(signal: AbortSignal, callback: () => void): () => void {
  const callbacks = waiting.get(signal) ?? listenTo(signal);
  callbacks.add(callback);
  return () => callbacks.delete(callback);
}

function listenTo(signal: AbortSignal): Set<() => void> {
  const callbacks = new Set<() => void>();
  waiting.set(signal, callbacks);
  const callAll = (): void => {
    for (const callback of callbacks) callback();
  };
  signal.addEventListener('abort', callAll, { once: true });
  return callbacks;
}
