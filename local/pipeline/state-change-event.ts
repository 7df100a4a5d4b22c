import { randomUUID } from 'node:crypto';
import type { ActionExecution, StatusChange } from './execution.ts';
import { type PipelineDefinition, typeOf } from './pipeline-definition.ts';

/** An event as EventBridge gets it from an AWS service. `detail` is JSON. */
export interface PipelineEvent {
  readonly version: '0';
  readonly id: string;
  readonly 'detail-type': string;
  readonly source: string;
  readonly account: string;
  readonly time: string;
  readonly region: string;
  readonly resources: readonly string[];
  readonly detail: Readonly<Record<string, unknown>>;
}

/** Whose pipeline changed. */
export interface EventOwner {
  readonly definition: PipelineDefinition;
  readonly accountId: string;
  readonly region: string;
}

/**
 * The event that CodePipeline sends for a change of status: `CodePipeline Pipeline`, `Stage` or `Action
 * Execution State Change`. The members of `detail` are those of AWS's documented samples; an action
 * that ended also has `execution-result`. That a skipped stage is reported as `SKIPPED` is an assumption.
 *
 * Source: https://docs.aws.amazon.com/codepipeline/latest/userguide/detect-state-changes-cloudwatch-events.html
 */
export function stateChangeEvent(change: StatusChange, owner: EventOwner): PipelineEvent {
  const { definition, accountId, region } = owner;
  return {
    version: '0',
    id: randomUUID(),
    'detail-type': `CodePipeline ${levelOf(change)} Execution State Change`,
    source: 'aws.codepipeline',
    account: accountId,
    time: change.at.replace(/\.\d+Z$/, 'Z'),
    region,
    resources: [`arn:aws:codepipeline:${region}:${accountId}:${definition.name}`],
    detail: {
      pipeline: definition.name,
      'execution-id': change.executionId,
      'start-time': change.action?.startedAt ?? change.startedAt,
      ...(change.stage !== undefined && { stage: change.stage }),
      ...(change.action !== undefined && actionDetail(change.action, change, owner)),
      state: stateOf(change),
      version: 1,
      'pipeline-execution-attempt': change.attempt,
    },
  };
}

function levelOf({ stage, action }: StatusChange): string {
  if (action !== undefined) return 'Action';
  return stage === undefined ? 'Pipeline' : 'Stage';
}

/** The states of events have other names than those of the API where something begins. */
function stateOf({ status, isResumed }: StatusChange): string {
  if (status !== 'InProgress') return status.toUpperCase();
  return isResumed === true ? 'RESUMED' : 'STARTED';
}

function actionDetail(
  action: ActionExecution,
  { stage: stageName }: StatusChange,
  { definition, region }: EventOwner,
): Readonly<Record<string, unknown>> {
  const stage = definition.stages.find(({ name }) => name === stageName);
  const declared = stage?.actions.find(({ name }) => name === action.name);
  return {
    action: action.name,
    region,
    ...(declared !== undefined && { type: typeOf(declared) }),
    ...executionResult(action),
    'input-artifacts': [],
    'output-artifacts': [],
  };
}

function executionResult(action: ActionExecution): Readonly<Record<string, unknown>> {
  const { externalExecutionId, summary, errorDetails, status } = action;
  if (status === 'InProgress') return {};
  const said = errorDetails?.message ?? summary;
  return {
    'execution-result': {
      ...(said !== undefined && { 'external-execution-summary': said }),
      ...(externalExecutionId !== undefined && { 'external-execution-id': externalExecutionId }),
      ...(errorDetails !== undefined && { 'error-code': errorDetails.code }),
    },
  };
}
