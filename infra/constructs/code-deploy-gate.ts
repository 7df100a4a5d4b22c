import type * as codedeploy from 'aws-cdk-lib/aws-codedeploy';
import * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { Construct } from 'constructs';
import { createHookFunction, type HookFunctionProps } from './hook-function.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';

/** What a gate in CodeDeploy judges by. */
export interface CodeDeployGateProps extends HookFunctionProps {
  /** Name of the declared environment that the deployment group deploys to. */
  readonly environment: string;
}

/**
 * The gate as a lifecycle hook of CodeDeploy: it reports `Succeeded` or `Failed` for the deployment, and
 * CodeDeploy shifts traffic or rolls back. `guard` puts it before the traffic of a Lambda deployment
 * group; for ECS, name `fn` in the AppSpec's hooks and call `grantAnswer`.
 *
 * Synth refuses one that may answer no deployment: CodeDeploy would wait for an hour.
 */
export class CodeDeployGate extends Construct {
  readonly fn: lambda.IFunction;
  /** For `GateMonitoring` and `PreflightDashboard`. */
  readonly watched: WatchedFunction;
  private mayAnswer = false;

  constructor(scope: Construct, id: string, props: CodeDeployGateProps) {
    super(scope, id);
    const { fn, watched } = createHookFunction(this, props, {
      name: 'code-deploy-hook',
      description: 'Stops a CodeDeploy deployment whose Twilio credential is not the declared one',
      environments: [props.environment],
    });
    this.fn = fn;
    this.watched = watched;
    this.node.addValidation({ validate: () => (this.mayAnswer ? [] : [NO_DEPLOYMENT]) });
  }

  /** Runs the gate before traffic is shifted (`BeforeAllowTraffic`), and lets it answer. */
  guard(group: codedeploy.LambdaDeploymentGroup): void {
    group.addPreHook(this.fn);
    group.grantPutLifecycleEventHookExecutionStatus(this.fn);
    this.mayAnswer = true;
  }

  /** Lets the gate answer deployments of one deployment group, by its ARN. */
  grantAnswer(deploymentGroupArn: string): iam.Grant {
    this.mayAnswer = true;
    return iam.Grant.addToPrincipal({
      grantee: this.fn,
      actions: ['codedeploy:PutLifecycleEventHookExecutionStatus'],
      resourceArns: [deploymentGroupArn],
    });
  }
}

const NO_DEPLOYMENT =
  'This gate may answer no deployment, so that CodeDeploy would wait for it for an hour. Call guard(group), or grantAnswer(deploymentGroupArn).';
