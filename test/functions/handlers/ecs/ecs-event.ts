const REVISIONS = 'arn:aws:ecs:us-west-2:123456789012:service-revision/my-cluster/my-service';

/** The new revision, and the one that has the traffic. */
export const GREEN: string = `${REVISIONS}/9313423515462893900`;
export const BLUE: string = `${REVISIONS}/1920498462936580504`;

interface EcsEventOptions {
  readonly stage?: string;
  readonly hookDetails?: unknown;
  readonly testTrafficWeights?: object;
  readonly productionTrafficWeights?: object;
}

/** A hook's event as the ECS Developer Guide documents it ("Lambda hooks … service deployments"). */
export function ecsEvent(options: EcsEventOptions = {}): unknown {
  const {
    stage = 'PRE_SCALE_UP',
    testTrafficWeights = {},
    productionTrafficWeights = {},
  } = options;
  return {
    executionId: 'e8d5a28f-eb01-4f3c-9454-a30ba6dc54bc',
    lifecycleStage: stage,
    resourceArn:
      'arn:aws:ecs:us-west-2:123456789012:service-deployment/my-cluster/my-service/EZe5RNVLH6PPzHXINuP28',
    executionDetails: {
      serviceArn: 'arn:aws:ecs:us-west-2:123456789012:service/my-cluster/my-service',
      targetServiceRevisionArn: GREEN,
      testTrafficWeights,
      productionTrafficWeights,
    },
    ...('hookDetails' in options ? { hookDetails: options.hookDetails } : {}),
  };
}
