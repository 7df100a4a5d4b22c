import type { StatusChange } from '../execution.ts';
import type { PipelineDefinition } from '../pipeline-definition.ts';
import type { PipelineEffect } from './pipeline-input.ts';
import type { PipelineState, TrackedExecution } from './pipeline-state.ts';

/** What a step comes to. `changes` and `effects` are in the order in which they happened. */
export interface Step {
  readonly state: PipelineState;
  readonly changes: readonly StatusChange[];
  readonly effects: readonly PipelineEffect[];
}

/** A step as it grows; nothing else sees it until it is done. */
export interface Draft {
  readonly definition: PipelineDefinition;
  /** ISO 8601 */
  readonly at: string;
  readonly state: PipelineState;
  execution(id: string): TrackedExecution | undefined;
  /** Adds an execution, or replaces the one with its id. */
  put(execution: TrackedExecution): void;
  /** Replaces other parts of the state. */
  set(part: Partial<Omit<PipelineState, 'executions'>>): void;
  /** Tells a change of this execution, in which `change` may be a stage's or an action's. */
  report(
    execution: TrackedExecution,
    change: Pick<StatusChange, 'status' | 'stage' | 'action' | 'isResumed'>,
  ): void;
  run(effect: PipelineEffect): void;
  done(): Step;
}

/** Begins a step from a state. */
export function createDraft(
  begun: PipelineState,
  definition: PipelineDefinition,
  now: Date,
): Draft {
  let state = begun;
  const at = now.toISOString();
  const changes: StatusChange[] = [];
  const effects: PipelineEffect[] = [];
  const find = (id: string): TrackedExecution | undefined =>
    state.executions.find((execution) => execution.id === id);
  return {
    definition,
    at,
    get state() {
      return state;
    },
    execution: find,
    put: (execution) => {
      const { executions } = state;
      const isKnown = find(execution.id) !== undefined;
      const others = executions.map((other) => (other.id === execution.id ? execution : other));
      state = { ...state, executions: isKnown ? others : [...executions, execution] };
    },
    set: (part) => {
      state = { ...state, ...part };
    },
    report: ({ id: executionId, attempt, startedAt }, change) => {
      changes.push({ executionId, ...change, at, startedAt, attempt });
    },
    run: (effect) => {
      effects.push(effect);
    },
    done: () => ({ state, changes, effects }),
  };
}
