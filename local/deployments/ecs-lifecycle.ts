/** The lifecycle stages of an ECS service deployment to which a function can be hooked, in order. */
export const LIFECYCLE_STAGES = [
  'RECONCILE_SERVICE',
  'PRE_SCALE_UP',
  'POST_SCALE_UP',
  'TEST_TRAFFIC_SHIFT',
  'POST_TEST_TRAFFIC_SHIFT',
  'PRE_PRODUCTION_TRAFFIC_SHIFT',
  'PRODUCTION_TRAFFIC_SHIFT',
  'POST_PRODUCTION_TRAFFIC_SHIFT',
] as const;
export type LifecycleStage = (typeof LIFECYCLE_STAGES)[number];

/** The service and its two revisions: the one that runs, and the one that is deployed. */
export interface ServiceRevisions {
  readonly serviceArn: string;
  readonly serviceDeploymentArn: string;
  readonly sourceServiceRevisionArn: string;
  readonly targetServiceRevisionArn: string;
}

/** Whether the members of the documented payload stand in an envelope, as functions get them. */
export type EcsEventShape = 'enveloped' | 'flat';

/** What a function receives at one stage. */
export interface EcsEventInput {
  readonly executionId: string;
  readonly lifecycleStage: LifecycleStage;
  readonly revisions: ServiceRevisions;
  readonly hookDetails?: unknown;
}

/**
 * The event of a hook. `flat` is the payload as AWS's developer guide shows it, which names neither the
 * stage nor the execution; `enveloped` has it in `executionDetails`, with `executionId`,
 * `lifecycleStage`, `resourceArn` and `hookDetails`, as AWS's published samples parse it.
 */
export function ecsHookEvent(
  { executionId, lifecycleStage, revisions, hookDetails }: EcsEventInput,
  shape: EcsEventShape,
): Readonly<Record<string, unknown>> {
  const { serviceArn, targetServiceRevisionArn, serviceDeploymentArn: resourceArn } = revisions;
  const executionDetails = {
    serviceArn,
    targetServiceRevisionArn,
    testTrafficWeights: weights(revisions, hasReached(lifecycleStage, 'TEST_TRAFFIC_SHIFT')),
    productionTrafficWeights: weights(
      revisions,
      hasReached(lifecycleStage, 'POST_PRODUCTION_TRAFFIC_SHIFT'),
    ),
  };
  if (shape === 'flat') return executionDetails;
  return {
    executionId,
    lifecycleStage,
    resourceArn,
    executionDetails,
    ...(hookDetails !== undefined && { hookDetails }),
  };
}

/** Whether a stage is this one or a later one. */
export function hasReached(stage: LifecycleStage, wanted: LifecycleStage): boolean {
  return LIFECYCLE_STAGES.indexOf(stage) >= LIFECYCLE_STAGES.indexOf(wanted);
}

function weights(
  { sourceServiceRevisionArn, targetServiceRevisionArn }: ServiceRevisions,
  isShifted: boolean,
): Readonly<Record<string, number>> {
  return {
    [sourceServiceRevisionArn]: isShifted ? 0 : 100,
    [targetServiceRevisionArn]: isShifted ? 100 : 0,
  };
}
