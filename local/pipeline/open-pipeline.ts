import type { LocalAws } from '../aws/start-local-aws.ts';
import type { DeployedStack } from '../deployment/deploy-stack.ts';
import { createPipeline, type Pipeline, type PipelineWorld } from './create-pipeline.ts';
import { pipelineFromTemplate } from './from-template.ts';
import type { PipelineEvent } from './state-change-event.ts';

/** What may be chosen about a deployed pipeline. */
export type OpenPipelineOptions = Partial<
  Pick<
    PipelineWorld,
    | 'clock'
    | 'ruleContract'
    | 'jobTimeoutMs'
    | 'continuationDelayMs'
    | 'actionTimeoutMs'
    | 'onChange'
    | 'onContinuation'
    | 'onEvent'
  >
> & {
  /** Which pipeline of the stack, by logical id. Default: the only one. */
  readonly logicalId?: string;
};

/**
 * Opens a pipeline that a stack declares: its actions and rules invoke the stack's functions, and its
 * events go to the stack's rules before `onEvent` hears of them. Throws as `pipelineFromTemplate` and
 * `createPipeline` do.
 */
export function openPipeline(
  stack: DeployedStack,
  aws: LocalAws,
  { logicalId, onEvent, ...options }: OpenPipelineOptions = {},
): Pipeline {
  const definition = pipelineFromTemplate(stack.assembly, stack.references, logicalId);
  return createPipeline(definition, {
    ...options,
    jobs: aws.jobs,
    accountId: aws.accountId,
    region: aws.region,
    invokeAsync: stack.invoker.invokeAsync,
    invoke: stack.invoker.invoke,
    onEvent: (event: PipelineEvent) => {
      stack.events.put(event);
      onEvent?.(event);
    },
  });
}
