import { Duration } from 'aws-cdk-lib';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import * as triggers from 'aws-cdk-lib/triggers';
import { Construct } from 'constructs';
import { GATE_TIMEOUT_SECONDS } from '../../functions/contract.ts';
import { createHookFunction, type HookFunctionProps } from './hook-function.ts';
import type { WatchedFunction } from './monitoring/watched-function.ts';

/** What a gate inside a stack judges by, and what it stands before. */
export interface DeploymentGateProps extends HookFunctionProps {
  /**
   * Names of the declared environments that must be good.
   * @default - all of them
   */
  readonly environments?: readonly string[];
  /** What CloudFormation may create or change only after the gate has opened; at least one construct. */
  readonly executeBefore: readonly Construct[];
  /**
   * What this release is called: a commit id, a build number. CloudFormation runs the gate again only
   * when something about it changed, so pass a value that each release changes.
   * @default - the gate runs when it is first deployed, and when its configuration or its code changes
   */
  readonly releaseId?: string;
}

// Nothing reads it: another value makes another version of the function, and that runs the trigger.
const RELEASE_VARIABLE = 'PREFLIGHT_RELEASE';

/**
 * A stack that refuses to deploy: CloudFormation invokes the gate before it touches what `executeBefore`
 * names, and rolls the stack back where the gate does not open. For stacks without a pipeline.
 */
export class DeploymentGate extends Construct {
  readonly fn: lambda.IFunction;
  /** For `GateMonitoring` and `PreflightDashboard`. */
  readonly watched: WatchedFunction;

  constructor(scope: Construct, id: string, props: DeploymentGateProps) {
    super(scope, id);
    const { environments = [], executeBefore, releaseId } = props;
    refuseNothingToGuard(executeBefore);
    const { fn, watched } = createHookFunction(this, props, {
      name: 'deployment-trigger',
      description: 'Rolls a stack back whose Twilio credentials are not the declared ones',
      environments,
      ...(releaseId !== undefined && { variables: { [RELEASE_VARIABLE]: releaseId } }),
    });
    const trigger = new triggers.Trigger(this, 'Trigger', {
      handler: fn,
      // The function answers before its own limit; this is how long the caller waits for it.
      timeout: Duration.seconds(GATE_TIMEOUT_SECONDS + 10),
    });
    trigger.executeBefore(...executeBefore);
    this.fn = fn;
    this.watched = watched;
  }
}

function refuseNothingToGuard(executeBefore: readonly Construct[]): void {
  if (executeBefore.length > 0) return;
  throw new Error(
    '"executeBefore" is empty: the gate would stand before nothing. Name the constructs that need Twilio.',
  );
}
