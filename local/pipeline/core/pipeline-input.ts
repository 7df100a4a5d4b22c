import type { ActionOutcome, RuleExecution } from '../execution.ts';
import type { ActionDefinition, EntryCondition } from '../pipeline-definition.ts';
import type { Variables } from './pipeline-state.ts';

/** The errors of CodePipeline's own calls that this pipeline answers with. */
type RefusalCode =
  | 'StageNotFoundException'
  | 'StageNotRetryableException'
  | 'NotLatestPipelineExecutionException'
  | 'PipelineExecutionNotStoppableException'
  | 'DuplicatedStopRequestException'
  | 'ValidationException';

/** What CodePipeline refuses to do. Nothing has changed then. */
export class PipelineRefusal extends Error {
  readonly code: RefusalCode;

  constructor(code: RefusalCode, message: string) {
    super(message);
    this.name = 'PipelineRefusal';
    this.code = code;
  }
}

/** RetryStageExecution: what failed and what has not run, or all of the stage from its first action. */
export type RetryMode = 'FAILED_ACTIONS' | 'ALL_ACTIONS';

/** One run of an action, or of the entry condition where there is no action. */
export interface Work {
  readonly executionId: string;
  readonly stage: string;
  readonly action?: string;
  readonly attempt: number;
}

/** What happens to a pipeline: a request, or the end of a piece of work. */
export type PipelineInput =
  | { readonly kind: 'start'; readonly id: string }
  | { readonly kind: 'action-finished'; readonly work: Work; readonly outcome: ActionOutcome }
  | {
      readonly kind: 'condition-judged';
      readonly work: Work;
      readonly rules: readonly RuleExecution[];
    }
  | { readonly kind: 'disable'; readonly stage: string; readonly reason: string }
  | { readonly kind: 'enable'; readonly stage: string }
  | { readonly kind: 'stop'; readonly id: string; readonly isAbandoned: boolean }
  | {
      readonly kind: 'retry';
      readonly id: string;
      readonly stage: string;
      readonly mode: RetryMode;
    };

/** What is to be done because of a step; its end comes back as an input. */
export type PipelineEffect =
  | {
      readonly kind: 'run-action';
      readonly work: Work;
      readonly action: ActionDefinition;
      readonly variables: Variables;
    }
  | {
      readonly kind: 'judge-condition';
      readonly work: Work;
      readonly condition: EntryCondition;
      readonly variables: Variables;
    }
  /** The result of this work is not awaited any more. */
  | { readonly kind: 'abandon'; readonly work: Work };

/** A name for one work; no other work of the pipeline has it. */
export function workKey({ executionId, stage, action = '', attempt }: Work): string {
  return [executionId, stage, action, attempt].join('/');
}
