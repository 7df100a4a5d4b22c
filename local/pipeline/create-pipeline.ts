import { randomUUID } from 'node:crypto';
import { checkDefinition } from './check-definition.ts';
import type { PipelineExecution, StatusChange } from './execution.ts';
import { createExecutionRecord, type ExecutionRecord } from './execution-record.ts';
import type { PipelineDefinition, StageDefinition } from './pipeline-definition.ts';
import type { LambdaActionWorld } from './run-lambda-action.ts';
import { runStage, type StageRun } from './run-stage.ts';

/** AWS's own time limits of a Lambda action, and the pause that is seen in practice. */
const DEFAULTS: Omit<LambdaActionWorld, 'jobs' | 'accountId' | 'invokeAsync'> = {
  jobTimeoutMs: 20 * 60_000,
  continuationDelayMs: 30_000,
  actionTimeoutMs: 24 * 60 * 60_000,
  onContinuation: () => undefined,
};

/** The world of a pipeline. Times default to AWS's: 20 minutes, 30 s, 24 hours. */
export type PipelineWorld = Pick<LambdaActionWorld, 'jobs' | 'accountId' | 'invokeAsync'> &
  Partial<LambdaActionWorld> & {
    /** Default: the system's clock. */
    readonly now?: () => Date;
    /** Hears of every change of status, after the state shows it. Must not throw. */
    readonly onChange?: (change: StatusChange) => void;
  };

/** A pipeline that can be started, read and retried. */
export interface Pipeline {
  /** Starts an execution; its id is known at once, its end when `ended` resolves. */
  start(): StartedExecution;
  /**
   * Retries the failed actions of a stage in the same execution (RetryStageExecution with
   * FAILED_ACTIONS) and goes on from there. Throws when that stage has not failed.
   */
  retryStage(executionId: string, stage: string): StartedExecution;
  /** The newest state of an execution, or undefined for an unknown id. */
  execution(id: string): PipelineExecution | undefined;
}

/** An execution under way. `ended` never rejects: a failed action is a state. */
export interface StartedExecution {
  readonly id: string;
  readonly ended: Promise<PipelineExecution>;
}

interface Kept {
  readonly record: ExecutionRecord;
  readonly run: StageRun;
}

/** Makes a pipeline without executions. Throws for a definition that CodePipeline would refuse. */
export function createPipeline(definition: PipelineDefinition, world: PipelineWorld): Pipeline {
  checkDefinition(definition);
  const { now = () => new Date(), onChange = () => undefined, ...given } = world;
  const actionWorld = { ...DEFAULTS, ...given };
  const executions = new Map<string, Kept>();
  return {
    start: () => {
      const id = randomUUID();
      const record = createExecutionRecord({ id, pipeline: definition.name, now, onChange });
      const variables = new Map([['codepipeline', { PipelineExecutionId: id }]]);
      const run = { pipeline: definition.name, record, variables, world: actionWorld };
      executions.set(id, { record, run });
      return { id, ended: runStages(definition.stages, run) };
    },
    retryStage: (id, stage) => {
      const kept = executions.get(id);
      const state = kept?.record.read().stages.find(({ name }) => name === stage);
      if (kept === undefined || state?.status !== 'Failed') {
        throw new Error(`stage ${stage} of execution ${id} has not failed: nothing to retry`);
      }
      const first = definition.stages.findIndex(({ name }) => name === stage);
      return { id, ended: runStages(definition.stages.slice(first), kept.run) };
    },
    execution: (id) => executions.get(id)?.record.read(),
  };
}

async function runStages(
  stages: readonly StageDefinition[],
  run: StageRun,
): Promise<PipelineExecution> {
  run.record.markExecution('InProgress');
  for (const stage of stages) {
    if (await runStage(stage, run)) continue;
    run.record.markExecution('Failed');
    return run.record.read();
  }
  run.record.markExecution('Succeeded');
  return run.record.read();
}
