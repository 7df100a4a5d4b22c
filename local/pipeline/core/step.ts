import type { PipelineDefinition } from '../pipeline-definition.ts';
import { admit } from './admit.ts';
import { createDraft, type Draft, type Step } from './draft.ts';
import { finishAction, finishCondition } from './finish-work.ts';
import { arrive } from './move-through-stage.ts';
import type { PipelineInput } from './pipeline-input.ts';
import { PipelineRefusal } from './pipeline-input.ts';
import type { PipelineState, TrackedExecution } from './pipeline-state.ts';
import { markExecution } from './record.ts';
import { retryStage } from './retry-stage.ts';
import { stopExecution } from './stop-execution.ts';

/** CodePipeline's pattern of the reason (service model). */
const REASON = /^[a-zA-Z0-9!@ ().*?-]{1,300}$/;

/**
 * Disables the transition into a stage; an execution that comes to it waits. The first stage has none.
 *
 * Throws PipelineRefusal: `StageNotFoundException`, and `ValidationException` for a reason that is empty,
 * longer than 300 characters or has others than letters, digits, spaces and `!@().*?-`.
 */
function disableTransition(draft: Draft, stage: string, reason: string): void {
  requireTransition(draft, stage);
  if (!REASON.test(reason)) {
    throw new PipelineRefusal(
      'ValidationException',
      `reason "${reason}", allowed is ${REASON.source}`,
    );
  }
  draft.set({ disabled: { ...draft.state.disabled, [stage]: reason } });
}

/** Enables it again; an execution that waits there enters the stage if it is free. */
function enableTransition(draft: Draft, stage: string): void {
  requireTransition(draft, stage);
  const { [stage]: _reason, ...disabled } = draft.state.disabled;
  draft.set({ disabled });
}

function requireTransition({ definition }: Draft, stage: string): void {
  if (definition.stages.slice(1).some(({ name }) => name === stage)) return;
  throw new PipelineRefusal('StageNotFoundException', `no transition leads into a stage ${stage}`);
}

/** The pipeline that a step is made in, and when. */
export interface StepContext {
  readonly definition: PipelineDefinition;
  readonly now: Date;
}

/**
 * The whole state machine: what a pipeline becomes by one input, which changes are to be reported, and what
 * is to be done. Does nothing itself.
 *
 * Source of the rules: CodePipeline user guide, "How pipeline executions work". Throws PipelineRefusal
 * for what CodePipeline refuses.
 */
export function step(
  state: PipelineState,
  input: PipelineInput,
  { definition, now }: StepContext,
): Step {
  const draft = createDraft(state, definition, now);
  apply(draft, input);
  admit(draft);
  return draft.done();
}

function apply(draft: Draft, input: PipelineInput): void {
  switch (input.kind) {
    case 'start':
      start(draft, input.id);
      break;
    case 'action-finished':
      finishAction(draft, input.work, input.outcome);
      break;
    case 'condition-judged':
      finishCondition(draft, input.work, input.rules);
      break;
    case 'disable':
      disableTransition(draft, input.stage, input.reason);
      break;
    case 'enable':
      enableTransition(draft, input.stage);
      break;
    case 'stop':
      stopExecution(draft, input);
      break;
    case 'retry':
      retryStage(draft, input);
      break;
  }
}

function start(draft: Draft, id: string): void {
  const execution: TrackedExecution = {
    id,
    number: draft.state.executions.length + 1,
    startedAt: draft.at,
    attempt: 1,
    status: 'InProgress',
    stages: [],
    place: { at: 'end' },
    variables: { codepipeline: { PipelineExecutionId: id } },
  };
  arrive(draft, markExecution(draft, execution, { status: 'InProgress' }), 0);
}
