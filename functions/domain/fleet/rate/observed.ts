import { addSeen, NOTHING_SEEN, type Seen } from './request-budget.ts';

/** What a worker has seen since it last reported. Its `failed` are failures in a row, across reports. */
export interface Observed {
  add(seen: Seen): void;
  /** Takes what there is to report. */
  take(): Seen;
  /** Puts back what could not be reported. */
  restore(seen: Seen): void;
  readonly failedInARow: () => number;
}

export function createObserved(): Observed {
  let kept = NOTHING_SEEN;
  let inARow = 0;
  return {
    add: (seen) => {
      if (seen.answered > 0) inARow = 0;
      inARow += seen.failed;
      // Only with a new failure among them: an old one says nothing of now.
      const isNews = seen.failed > 0 || seen.answered > 0;
      kept = { ...addSeen(kept, seen), failed: isNews ? inARow : kept.failed };
    },
    take: () => {
      const taken = kept;
      kept = NOTHING_SEEN;
      return taken;
    },
    restore: (seen) => {
      kept = { ...addSeen(seen, kept), failed: kept.failed || seen.failed };
    },
    failedInARow: () => inARow,
  };
}
