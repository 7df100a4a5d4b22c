import type {
  PipelineEffect,
  PipelineInput,
} from '../../../../local/pipeline/core/pipeline-input.ts';
import {
  INITIAL_STATE,
  type PipelineState,
} from '../../../../local/pipeline/core/pipeline-state.ts';
import { step } from '../../../../local/pipeline/core/step.ts';
import type { ActionOutcome, RuleExecution } from '../../../../local/pipeline/execution.ts';
import type {
  ActionDefinition,
  PipelineDefinition,
  StageDefinition,
} from '../../../../local/pipeline/pipeline-definition.ts';

export const SUCCESS: ActionOutcome = { status: 'Succeeded' };
export const FAILURE: ActionOutcome = {
  status: 'Failed',
  errorDetails: { code: 'JobFailed', message: 'Twilio says no' },
};

export function action(name: string, runOrder = 1): ActionDefinition {
  return { kind: 'lambda', name, runOrder, functionName: 'gate' };
}

/** Stages A, B and C of one action each; the action has the stage's name. */
export const THREE_STAGES: readonly StageDefinition[] = ['A', 'B', 'C'].map((name) => ({
  name,
  actions: [action(name)],
}));

/** A state machine played by hand: the works that it began wait for the test to end them. */
export interface Played {
  state: PipelineState;
  /** Every change so far: `one B/Gate Failed`, `one B InProgress`, `one Superseded`. */
  readonly changes: string[];
  /** What is under way: `one B/B`, or `one B` for a condition. */
  running(): readonly string[];
  put(input: PipelineInput): void;
  start(id: string): void;
  /** Ends the work of that name. Throws when it is not under way. */
  end(name: string, outcome?: ActionOutcome): void;
  judge(name: string, ...rules: readonly RuleExecution[]): void;
  status(id: string): string | undefined;
  waiting(): readonly string[];
}

type Begun = Exclude<PipelineEffect, { kind: 'abandon' }>;

/** Makes a pipeline that has not run. */
export function play(definition: Partial<PipelineDefinition> = {}): Played {
  const whole: PipelineDefinition = { name: 'release', stages: THREE_STAGES, ...definition };
  const running = new Map<string, Begun>();
  const find = (name: string): Begun => {
    const found = running.get(name);
    if (found === undefined) throw new Error(`${name} is not under way: ${[...running.keys()]}`);
    running.delete(name);
    return found;
  };
  const played: Played = {
    state: INITIAL_STATE,
    changes: [],
    running: () => [...running.keys()],
    put: (input) => {
      const now = new Date('2026-11-22T03:00:00Z');
      const { state, changes, effects } = step(played.state, input, { definition: whole, now });
      played.state = state;
      for (const { executionId, stage, action: one, status } of changes) {
        const place = [stage, one?.name].filter((part) => part !== undefined).join('/');
        played.changes.push([executionId, place, status].filter((part) => part !== '').join(' '));
      }
      for (const effect of effects) keep(effect, running);
    },
    start: (id) => played.put({ kind: 'start', id }),
    end: (name, outcome = SUCCESS) => {
      played.put({ kind: 'action-finished', work: find(name).work, outcome });
    },
    judge: (name, ...rules) => {
      played.put({ kind: 'condition-judged', work: find(name).work, rules });
    },
    status: (id) => played.state.executions.find((one) => one.id === id)?.status,
    waiting: () =>
      played.state.executions.flatMap(({ id, place }) =>
        place.at === 'inbound' ? [`${id} before ${whole.stages[place.stage]?.name}`] : [],
      ),
  };
  return played;
}

function keep(effect: PipelineEffect, running: Map<string, Begun>): void {
  const { executionId, stage, action: name } = effect.work;
  const key = name === undefined ? `${executionId} ${stage}` : `${executionId} ${stage}/${name}`;
  if (effect.kind === 'abandon') running.delete(key);
  else running.set(key, effect);
}
