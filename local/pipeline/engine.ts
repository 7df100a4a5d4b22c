import type { LocalClock } from '../clock/local-clock.ts';
import type { PipelineEffect, PipelineInput } from './core/pipeline-input.ts';
import { INITIAL_STATE, type PipelineState } from './core/pipeline-state.ts';
import { step } from './core/step.ts';
import type { StatusChange } from './execution.ts';
import type { PipelineDefinition } from './pipeline-definition.ts';

/** The state machine at work: it keeps the state, reports changes and has effects performed. */
export interface Engine {
  readonly state: PipelineState;
  /** Throws PipelineRefusal where the state machine does; nothing has changed then. */
  dispatch(input: PipelineInput): void;
  /** Resolves as soon as the state is as `isReached` wants it, now or after a later step. */
  when(isReached: (state: PipelineState) => boolean): Promise<void>;
}

/** What an engine runs and what it calls at a change. Neither callback may throw. */
export interface EngineOptions {
  readonly definition: PipelineDefinition;
  readonly clock: LocalClock;
  readonly onChange: (change: StatusChange) => void;
  readonly perform: (effect: PipelineEffect) => void;
}

interface Watcher {
  readonly isReached: (state: PipelineState) => boolean;
  wake(): void;
}

/**
 * Makes an engine at rest. A listener may dispatch: the state changes at once, and what follows is reported
 * and performed after the change that is being reported.
 */
export function createEngine({ definition, clock, onChange, perform }: EngineOptions): Engine {
  let state = INITIAL_STATE;
  let watchers: readonly Watcher[] = [];
  const outbox = createOutbox();
  const wakeWatchers = (): void => {
    const woken = watchers.filter(({ isReached }) => isReached(state));
    watchers = watchers.filter((watcher) => !woken.includes(watcher));
    for (const { wake } of woken) wake();
  };
  return {
    get state() {
      return state;
    },
    dispatch: (input) => {
      const next = step(state, input, { definition, now: clock.now() });
      state = next.state;
      outbox.send([
        ...next.changes.map((change) => () => onChange(change)),
        ...next.effects.map((effect) => () => perform(effect)),
        wakeWatchers,
      ]);
    },
    when: (isReached) =>
      new Promise((resolve) => {
        watchers = [...watchers, { isReached, wake: resolve }];
        wakeWatchers();
      }),
  };
}

/** Runs things in the order they were sent, also when one of them sends more. */
function createOutbox(): { send(things: readonly (() => void)[]): void } {
  const waiting: (() => void)[] = [];
  let isSending = false;
  return {
    send: (things) => {
      waiting.push(...things);
      if (isSending) return;
      isSending = true;
      for (let next = waiting.shift(); next !== undefined; next = waiting.shift()) next();
      isSending = false;
    },
  };
}
