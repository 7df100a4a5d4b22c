import type { EnvironmentState } from '../../../../functions/domain/model/environment-state.ts';
import type { RunHistory } from '../../../../functions/domain/model/run-history.ts';

/** What a history does with a call, in order; the last goes on for ever. */
export type Behaviour = 'works' | 'conflict' | 'throws' | 'writes, and says conflict';

/** A history of one environment, and the states that were written to it. */
export interface MemoryHistory extends RunHistory {
  readonly written: readonly EnvironmentState[];
  state(): EnvironmentState | undefined;
}

/** Stores one state; `reads` and `writes` say how each call goes. */
export function createMemoryHistory(
  {
    reads = ['works'],
    writes = ['works'],
  }: {
    readonly reads?: readonly Behaviour[];
    readonly writes?: readonly Behaviour[];
  } = {},
  first?: EnvironmentState,
): MemoryHistory {
  let kept = first;
  const written: EnvironmentState[] = [];
  const calls = { reads: 0, writes: 0 };
  const next = (which: 'reads' | 'writes', behaviours: readonly Behaviour[]): Behaviour => {
    const behaviour = behaviours[Math.min(calls[which], behaviours.length - 1)] ?? 'works';
    calls[which] += 1;
    if (behaviour === 'throws') throw new TypeError('broken');
    return behaviour;
  };
  return {
    written,
    state: () => kept,
    record: async () => undefined,
    readState: async () => {
      next('reads', reads);
      return kept;
    },
    putState: async (_subject, state) => {
      const behaviour = next('writes', writes);
      const isNext = state.revision === (kept?.revision ?? 0) + 1;
      if (behaviour === 'conflict' || !isNext) return 'conflict';
      kept = state;
      written.push(state);
      return behaviour === 'works' ? 'stored' : 'conflict';
    },
    listRuns: async () => ({ runs: [] }),
  };
}
