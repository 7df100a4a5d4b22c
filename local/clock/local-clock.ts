/** Time, as the local world asks for it: the system's own, or a test's that moves by hand. */
export interface LocalClock {
  now(): Date;
  /** Resolves after `delayMs`, or as soon as `signal` is aborted. Never rejects. */
  wait(delayMs: number, signal?: AbortSignal): Promise<void>;
}

/** The clock of this machine. An aborted wait leaves no timer behind. */
export const systemClock: LocalClock = {
  now: () => new Date(),
  wait: (delayMs, signal) =>
    new Promise((resolve) => {
      if (signal?.aborted === true) {
        resolve();
        return;
      }
      const end = (): void => {
        clearTimeout(timer);
        signal?.removeEventListener('abort', end);
        resolve();
      };
      const timer = setTimeout(end, delayMs);
      signal?.addEventListener('abort', end);
    }),
};
