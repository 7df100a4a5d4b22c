/** Runs the work given to it, never more than its limit at once, in the order it was given. */
export type Limiter = <T>(work: () => Promise<T>) => Promise<T>;

/** A {@link Limiter} that lets `limit` (at least 1) pieces of work run at once. */
export function createLimiter(limit: number): Limiter {
  const waiting: (() => void)[] = [];
  let running = 0;
  const release = (): void => {
    const next = waiting.shift();
    // The place is handed over: if it were given back, a newcomer could take it before the waiter runs.
    if (next === undefined) running -= 1;
    else next();
  };
  return async (work) => {
    if (running >= limit) await new Promise<void>((resolve) => waiting.push(resolve));
    else running += 1;
    try {
      return await work();
    } finally {
      release();
    }
  };
}
