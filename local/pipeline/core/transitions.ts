import { PipelineRefusal } from '../pipeline-refusal.ts';
import type { Draft } from './draft.ts';

/** CodePipeline's pattern of the reason (service model). */
const REASON = /^[a-zA-Z0-9!@ ().*?-]{1,300}$/;

/**
 * Disables the transition into a stage; whoever comes to it waits. The first stage has none.
 *
 * Throws PipelineRefusal: `StageNotFoundException`, and `ValidationException` for a reason that is empty,
 * longer than 300 characters or has others than letters, digits, spaces and `!@().*?-`.
 */
export function disableTransition(draft: Draft, stage: string, reason: string): void {
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
export function enableTransition(draft: Draft, stage: string): void {
  requireTransition(draft, stage);
  const { [stage]: _reason, ...disabled } = draft.state.disabled;
  draft.set({ disabled });
}

function requireTransition({ definition }: Draft, stage: string): void {
  if (definition.stages.slice(1).some(({ name }) => name === stage)) return;
  throw new PipelineRefusal('StageNotFoundException', `no transition leads into a stage ${stage}`);
}
