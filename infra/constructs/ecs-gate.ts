import { Aspects, Stack, Validations } from 'aws-cdk-lib';
import * as ecs from 'aws-cdk-lib/aws-ecs';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct, type IConstruct } from 'constructs';
import { createHookFunction, type HookFunctionProps } from './hook-function.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';

/** What a gate of an ECS service judges by. */
export interface EcsGateProps extends HookFunctionProps {
  /** Name of the declared environment that the service belongs to. */
  readonly environment: string;
}

/** Where in a deployment the gate stands. */
export interface EcsHookProps {
  /**
   * Each stage asks the gate once more.
   * @default - PRE_SCALE_UP: before the first new task starts
   */
  readonly lifecycleStages?: readonly ecs.DeploymentLifecycleStage[];
}

/**
 * The gate as a lifecycle hook of Amazon ECS's own deployments: ECS asks it before new tasks start, and
 * rolls the deployment back where it does not open, gives no answer or crashes.
 */
export class EcsGate extends Construct {
  readonly fn: lambda.IFunction;
  /** For `GateMonitoring` and `PreflightDashboard`. */
  readonly watched: WatchedFunction;
  /** What ECS takes to invoke the gate. */
  readonly hookRole: iam.IRole;

  constructor(scope: Construct, id: string, props: EcsGateProps) {
    super(scope, id);
    const { fn, watched } = createHookFunction(this, props, {
      name: 'ecs-hook',
      description: 'Stops an ECS deployment whose Twilio credential is not the declared one',
      environments: [props.environment],
    });
    this.fn = fn;
    this.watched = watched;
    // The function itself, no version or alias of it: the hook names the function.
    const statement = { actions: ['lambda:InvokeFunction'], resources: [fn.functionArn] };
    this.hookRole = new iam.Role(this, 'HookRole', {
      assumedBy: new iam.ServicePrincipal('ecs.amazonaws.com'),
      description: 'Lets ECS deployments ask the gate',
      // In the role, which the service depends on: a policy of its own could come after the service, whose
      // first deployment would then be refused its hook and roll back.
      inlinePolicies: {
        InvokeGate: new iam.PolicyDocument({ statements: [new iam.PolicyStatement(statement)] }),
      },
    });
    Aspects.of(this.node.root).add({ visit: (node) => warnOfContinue(node, fn) });
  }

  /** For `lifecycleHooks` of a service, or its `addLifecycleHook`. */
  hook(props: EcsHookProps = {}): ecs.IDeploymentLifecycleHookTarget {
    const { lifecycleStages = [ecs.DeploymentLifecycleStage.PRE_SCALE_UP] } = props;
    if (lifecycleStages.length === 0) {
      throw new Error('"lifecycleStages" is empty: the gate would never be asked.');
    }
    return new ecs.DeploymentLifecycleLambdaTarget(this.fn, 'TwilioGate', {
      lifecycleStages: [...lifecycleStages],
      role: this.hookRole,
    });
  }
}

/** The part of a service's deployment configuration, as CloudFormation writes it, that is read. */
interface WrittenHook {
  readonly HookTargetArn?: unknown;
  readonly TimeoutConfiguration?: { readonly Action?: unknown };
}

/**
 * Warns of a service that takes a gate without an answer for one that opened, overrides included: no construct
 * of the CDK sets it. https://docs.aws.amazon.com/AmazonECS/latest/APIReference/API_DeploymentLifecycleHookTimeoutConfiguration.html
 */
function warnOfContinue(node: IConstruct, fn: lambda.IFunction): void {
  if (!(node instanceof ecs.CfnService)) return;
  const stack = Stack.of(node);
  const written = stack.resolve(node._toCloudFormation()).Resources[stack.resolve(node.logicalId)];
  const hooks: readonly WrittenHook[] =
    written?.Properties?.DeploymentConfiguration?.LifecycleHooks ?? [];
  const gate = JSON.stringify(stack.resolve(fn.functionArn));
  const goesOn = hooks
    .filter(({ HookTargetArn }) => JSON.stringify(HookTargetArn) === gate)
    .some(({ TimeoutConfiguration }) => TimeoutConfiguration?.Action === 'CONTINUE');
  if (!goesOn) return;
  Validations.of(node).addWarning(
    'twilio-preflight:hook-timeout',
    'The "timeoutConfiguration" of the hook of the Twilio gate has the action CONTINUE: ECS then takes a gate that gave no answer for one that opened. Remove it: the default, ROLLBACK, blocks.',
  );
}
