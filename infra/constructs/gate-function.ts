import type * as iam from 'aws-cdk-lib/aws-iam';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import type * as sns from 'aws-cdk-lib/aws-sns';
import { Construct } from 'constructs';
import { GATE_TIMEOUT_SECONDS } from '../../functions/contract.ts';
import { grantJobAnswers } from './function-access.ts';
import { createVerifierFunction, type VerifierFunctionProps } from './verifier-function.ts';

/** What the gate function judges by, and whom it tells. */
export interface GateFunctionProps extends VerifierFunctionProps {
  /** Where alerts go; in the function's own Region. */
  readonly alertTopic: sns.ITopic;
}

/**
 * The function that a CodePipeline Lambda action or a person invokes: it reads the declared secrets,
 * asks Twilio, answers the job and publishes an alert.
 *
 * Its role holds what the configuration declares and no more. Throws `ConfigurationFileError` when the
 * configuration is not valid.
 */
export class GateFunction extends Construct {
  readonly fn: lambda.IFunction;

  constructor(scope: Construct, id: string, props: GateFunctionProps) {
    super(scope, id);
    const { fn, role } = createVerifierFunction(this, props, {
      name: 'gate',
      description: 'Blocks a deployment whose Twilio credentials are not the declared ones',
      roleDescription: 'Reads the declared Twilio secrets, answers pipeline jobs, publishes alerts',
      timeoutSeconds: GATE_TIMEOUT_SECONDS,
      alertTopic: props.alertTopic,
    });
    grantJobAnswers(role);
    this.fn = fn;
  }

  /** Lets `grantee` invoke the gate by hand or from another pipeline tool. */
  grantInvoke(grantee: iam.IGrantable): iam.Grant {
    return this.fn.grantInvoke(grantee);
  }
}
