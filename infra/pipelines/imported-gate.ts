import { Fn, Stack, Token, Validations } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { grantJobAnswers } from '../constructs/function-access.ts';
import type { GatePlace } from './gate-action.ts';
import { PipelineGateBase } from './pipeline-gate-base.ts';

/** A gate that another stack or app deployed. */
export interface PipelineGateAttributes {
  /** ARN of the gate function. */
  readonly functionArn: string;
  /**
   * The role of the function. Given, it gets the permission to answer jobs, and no warning is said.
   * @default - not known here
   */
  readonly role?: iam.IRole;
}

const FUNCTION_ARN =
  /^arn:aws(?:-[a-z]+)*:lambda:([a-z0-9-]+):(\d{12}):function:[A-Za-z0-9_-]{1,64}(?::[A-Za-z0-9$_-]+)?$/;

// Whatever may be declared; which names are is known only where the gate is deployed.
const ENVIRONMENT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** See `PipelineGate.fromFunctionArn`. */
export class ImportedGate extends PipelineGateBase {
  readonly fn: lambda.IFunction;
  private readonly attributes: PipelineGateAttributes;

  constructor(scope: Construct, id: string, attributes: PipelineGateAttributes) {
    super(scope, id);
    refuseOtherArns(attributes.functionArn);
    this.attributes = attributes;
    this.fn = this.importFunction(attributes);
  }

  protected override refuseUndeclared(environment: string): void {
    if (Token.isUnresolved(environment) || ENVIRONMENT_NAME.test(environment)) return;
    throw new Error(
      `${JSON.stringify(environment)} is not the name of an environment: 1 to 64 letters, digits, ".", "_" and "-", first a letter or digit.`,
    );
  }

  protected override onPlaced({ stage }: GatePlace): void {
    const { functionArn, role } = this.attributes;
    if (role === undefined) this.warnOfJobResults();
    const [, region = '', account = ''] = FUNCTION_ARN.exec(functionArn) ?? [];
    const home = Stack.of(stage.pipeline);
    if (differs(region, home.region) || differs(account, home.account)) this.warnOfElsewhere();
  }

  private importFunction({ functionArn, role }: PipelineGateAttributes): lambda.IFunction {
    if (Token.isUnresolved(functionArn)) {
      // A parameter or an import. The CDK asks for a pipeline's account and Region at synth, so what
      // is only known at deploy is taken to be beside the pipeline, where a gate belongs.
      if (role !== undefined) grantJobAnswers(role);
      const functionName = Fn.select(6, Fn.split(':', functionArn));
      return lambda.Function.fromFunctionName(this, 'Function', functionName);
    }
    return lambda.Function.fromFunctionAttributes(this, 'Function', {
      functionArn,
      // The pipeline's role asks, so the function's own policy need not name it: in the same account.
      skipPermissions: true,
      ...(role !== undefined && { role }),
    });
  }

  private warnOfJobResults(): void {
    Validations.of(this).addWarning(
      'twilio-preflight:imported-gate-answers',
      'The role of the imported gate is not known here. A gate that PipelineGate deployed may answer jobs; any other function needs codepipeline:PutJobSuccessResult and codepipeline:PutJobFailureResult on *. Without them the action hangs for 20 minutes and says that the function "failed to return a result". Give the role (PipelineGate.fromFunctionAttributes), or acknowledge this.',
    );
  }

  private warnOfElsewhere(): void {
    Validations.of(this).addWarning(
      'twilio-preflight:gate-elsewhere',
      'The imported gate is in another account or Region than the pipeline. It answers CodePipeline in its own: the action would hang for 20 minutes. Deploy a gate beside the pipeline; its secrets may be elsewhere.',
    );
  }
}

function refuseOtherArns(functionArn: string): void {
  if (Token.isUnresolved(functionArn) || FUNCTION_ARN.test(functionArn)) return;
  throw new Error(
    `${JSON.stringify(functionArn)} is not the ARN of a Lambda function. Write arn:aws:lambda:REGION:ACCOUNT:function:NAME.`,
  );
}

function differs(one: string, other: string): boolean {
  return one !== '' && !Token.isUnresolved(other) && one !== other;
}
