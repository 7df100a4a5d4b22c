import * as z from 'zod/mini';

/** Percentages of traffic by service revision ARN. */
type Weights = Readonly<Record<string, number>>;

/** What is read of a hook's event. Nothing in it is required: all but `hookDetails` is for words. */
export interface EcsHookEvent {
  /** `cluster/service/id` of the service deployment, where the event names one. */
  readonly deployment: string | undefined;
  readonly lifecycleStage: string | undefined;
  /** ECS takes traffic back from the new revision. */
  readonly isRollback: boolean;
  /** As the service's definition has it, or as this function returned it beside `IN_PROGRESS`. */
  readonly hookDetails: unknown;
}

// Both are logged, so nothing but a name passes.
const stageName = z.string().check(z.regex(/^[A-Z_]{1,60}$/));
const DEPLOYMENT = /:service-deployment\/([\w./-]{1,200})$/;

const weights = z.catch(z.record(z.string(), z.number()), {});

/** Amazon ECS Developer Guide, "Lambda hooks for Amazon ECS service deployments". */
const hookEvent = z.object({
  lifecycleStage: z.catch(z.optional(stageName), undefined),
  resourceArn: z.catch(z.optional(z.string()), undefined),
  executionDetails: z.catch(
    z.optional(
      z.object({
        targetServiceRevisionArn: z.catch(z.optional(z.string()), undefined),
        testTrafficWeights: z.optional(weights),
        productionTrafficWeights: z.optional(weights),
      }),
    ),
    undefined,
  ),
  hookDetails: z.optional(z.unknown()),
});

/** Reads an event; never throws. One that is none of ECS's reads as one that says nothing. */
export function readHookEvent(event: unknown): EcsHookEvent {
  const { lifecycleStage, resourceArn, executionDetails, hookDetails } =
    hookEvent.safeParse(event).data ?? {};
  const target = executionDetails?.targetServiceRevisionArn;
  return {
    deployment: DEPLOYMENT.exec(resourceArn ?? '')?.[1],
    lifecycleStage,
    isRollback:
      target !== undefined && isTakenFrom(target, shiftedWeights(lifecycleStage, executionDetails)),
    hookDetails,
  };
}

interface TrafficDetails {
  readonly testTrafficWeights?: Weights | undefined;
  readonly productionTrafficWeights?: Weights | undefined;
}

/**
 * The weights that a stage is about to set. Only the two stages that shift traffic are invoked again
 * for a rollback; elsewhere the new revision has no traffic yet, which means nothing.
 */
function shiftedWeights(stage: string | undefined, details: TrafficDetails = {}): Weights {
  if (stage === 'PRODUCTION_TRAFFIC_SHIFT') return details.productionTrafficWeights ?? {};
  if (stage === 'TEST_TRAFFIC_SHIFT') return details.testTrafficWeights ?? {};
  return {};
}

/** There is no stage for a rollback: it shows by the new revision's 0 % and another's 100 %. */
function isTakenFrom(target: string, shifted: Weights): boolean {
  return shifted[target] === 0 && Object.values(shifted).includes(100);
}
