import { randomUUID } from 'node:crypto';
import { systemClock } from '../clock/local-clock.ts';
import { type ActionWorld, AWS_LIMITS } from './action-world.ts';
import { checkDefinition } from './check-definition.ts';
import type { RetryMode } from './core/pipeline-input.ts';
import type { TrackedExecution } from './core/pipeline-state.ts';
import { createEngine, type Engine } from './engine.ts';
import { hasEnded, type PipelineExecution, type StatusChange } from './execution.ts';
import { createPerformer } from './perform-effect.ts';
import type { PipelineDefinition } from './pipeline-definition.ts';
import { RULE_CONTRACTS } from './rules/all-rule-contracts.ts';
import type { RuleContract } from './rules/rule-contract.ts';
import { type StageState, stageStates } from './stage-state.ts';
import { type PipelineEvent, stateChangeEvent } from './state-change-event.ts';

/** The world of a pipeline. Times default to AWS's: 20 minutes, 30 s, 24 hours. */
export type PipelineWorld = Pick<ActionWorld, 'jobs' | 'accountId' | 'invokeAsync'> &
  Partial<ActionWorld> & {
    /** Of the events. Default `us-east-1`. */
    readonly region?: string;
    /** How LambdaInvoke rules are run, which AWS does not document. Default `synchronous`. */
    readonly ruleContract?: RuleContract;
    /** Hears of every change of status, after the state shows it. Must not throw. */
    readonly onChange?: (change: StatusChange) => void;
    /** Hears of the same changes as EventBridge does, after `onChange`. Must not throw. */
    readonly onEvent?: (event: PipelineEvent) => void;
  };

/** A pipeline that can be started, steered and read. What CodePipeline refuses throws PipelineRefusal. */
export interface Pipeline {
  /** Starts an execution; its id is known at once, its end when `ended` resolves. */
  start(): StartedExecution;
  /** Retries a stage that failed or was stopped, in the same execution. Default FAILED_ACTIONS. */
  retryStage(executionId: string, stage: string, mode?: RetryMode): StartedExecution;
  /** Stops an execution once its actions in progress have ended, or abandons them. */
  stopExecution(executionId: string, options?: { readonly isAbandoned: boolean }): StartedExecution;
  disableTransition(stage: string, reason: string): void;
  enableTransition(stage: string): void;
  /** The newest state of an execution, or undefined for an unknown id. */
  execution(id: string): PipelineExecution | undefined;
  /** All executions, oldest first. */
  executions(): readonly PipelineExecution[];
  /** The stages, in order: who waits before each, and who was in it last. */
  stages(): readonly StageState[];
  /** Resolves as soon as the pipeline is as wanted, for example once an execution waits somewhere. */
  when(isReached: (pipeline: Pipeline) => boolean): Promise<void>;
}

/** An execution under way. `ended` never rejects: a failed action is a state. */
export interface StartedExecution {
  readonly id: string;
  readonly ended: Promise<PipelineExecution>;
}

/**
 * Makes a pipeline without executions, with the state machine of CodePipeline V2: see `core/step.ts`.
 * Actions and rules run in `world`. Throws for a definition that CodePipeline would refuse.
 */
export function createPipeline(definition: PipelineDefinition, world: PipelineWorld): Pipeline {
  checkDefinition(definition);
  const engine = startEngine(definition, world);
  const { name: pipeline } = definition;
  const shown = ({ id, status, stages }: TrackedExecution): PipelineExecution => {
    return { id, pipeline, status, stages };
  };
  const find = (id: string): PipelineExecution | undefined =>
    engine.state.executions.filter((one) => one.id === id).map(shown)[0];
  const follow = (id: string): StartedExecution => ({ id, ended: untilEnded(id, find, engine) });
  const self: Pipeline = {
    start: () => {
      const id = randomUUID();
      engine.dispatch({ kind: 'start', id });
      return follow(id);
    },
    retryStage: (id, stage, mode = 'FAILED_ACTIONS') => {
      engine.dispatch({ kind: 'retry', id, stage, mode });
      return follow(id);
    },
    stopExecution: (id, { isAbandoned } = { isAbandoned: false }) => {
      engine.dispatch({ kind: 'stop', id, isAbandoned });
      return follow(id);
    },
    disableTransition: (stage, reason) => engine.dispatch({ kind: 'disable', stage, reason }),
    enableTransition: (stage) => engine.dispatch({ kind: 'enable', stage }),
    execution: find,
    executions: () => engine.state.executions.map(shown),
    stages: () => stageStates(definition, engine.state),
    when: (isReached) => engine.when(() => isReached(self)),
  };
  return self;
}

function startEngine(definition: PipelineDefinition, world: PipelineWorld): Engine {
  const { onChange, onEvent, accountId, region = 'us-east-1', clock = systemClock } = world;
  const owner = { definition, accountId, region };
  const perform = createPerformer({
    ...AWS_LIMITS,
    onContinuation: () => undefined,
    invoke: () => Promise.reject(new Error('This world has no synchronous invocation.')),
    ruleContract: RULE_CONTRACTS.synchronous,
    ...world,
    clock,
    pipelineName: definition.name,
    report: (input) => engine.dispatch(input),
  });
  const engine = createEngine({
    definition,
    clock,
    perform,
    onChange: (change) => {
      onChange?.(change);
      onEvent?.(stateChangeEvent(change, owner));
    },
  });
  return engine;
}

async function untilEnded(
  id: string,
  find: (id: string) => PipelineExecution | undefined,
  engine: Engine,
): Promise<PipelineExecution> {
  let ended: PipelineExecution | undefined;
  await engine.when(() => {
    const execution = find(id);
    if (execution !== undefined && hasEnded(execution)) ended = execution;
    return ended !== undefined;
  });
  if (ended === undefined) throw new Error(`execution ${id} is not known`);
  return ended;
}
