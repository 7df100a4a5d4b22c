import { existsSync } from 'node:fs';
import { resolve } from 'node:path';
import { Fn, Stack, Token, Validations } from 'aws-cdk-lib';
import type * as iam from 'aws-cdk-lib/aws-iam';
import * as lambda from 'aws-cdk-lib/aws-lambda';
import type { Construct } from 'constructs';
import { selectEnvironments } from '../../functions/configuration/select-environments.ts';
import { CONFIGURATION_FILE } from '../../functions/contract.ts';
import { loadConfiguration } from '../configuration/load-configuration.ts';
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
  /**
   * The configuration that the gate was deployed with, relative to the app: synth refuses an environment
   * that it does not declare.
   * @default - preflight.config.json, where the app has one
   */
  readonly configFile?: string;
  /**
   * Names of the environments that the gate declares, in place of a configuration.
   * @default - those of the configuration; without one synth warns that a name is not checked
   */
  readonly environments?: readonly string[];
}

const FUNCTION_ARN =
  /^arn:aws(?:-[a-z]+)*:lambda:([a-z0-9-]+):(\d{12}):function:[A-Za-z0-9_-]{1,64}(?::[A-Za-z0-9$_-]+)?$/;

// Whatever may be declared, where no configuration says which names are.
const ENVIRONMENT_NAME = /^[A-Za-z0-9][A-Za-z0-9._-]{0,63}$/;

/** See `PipelineGate.fromFunctionArn`. */
export class ImportedGate extends PipelineGateBase {
  readonly fn: lambda.IFunction;
  private readonly attributes: PipelineGateAttributes;
  private readonly declared: readonly { readonly name: string }[] | undefined;

  constructor(scope: Construct, id: string, attributes: PipelineGateAttributes) {
    super(scope, id);
    refuseOtherArns(attributes.functionArn);
    this.attributes = attributes;
    this.declared = declaredBy(attributes);
    this.fn = this.importFunction(attributes);
  }

  protected override refuseUndeclared(environment: string): void {
    if (Token.isUnresolved(environment)) return;
    if (this.declared !== undefined) {
      const selection = selectEnvironments({ environments: this.declared }, [environment]);
      if (!selection.ok) throw new Error(selection.message);
      return;
    }
    if (ENVIRONMENT_NAME.test(environment)) {
      Validations.of(this).addWarning(
        'twilio-preflight:environment-unchecked',
        `Nothing says whether the imported gate declares the environment ${environment}: if it does not, the gate blocks when it runs. Give configFile or environments (PipelineGate.fromFunctionAttributes), or acknowledge this.`,
      );
      return;
    }
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

function declaredBy({
  configFile,
  environments,
}: PipelineGateAttributes): readonly { readonly name: string }[] | undefined {
  if (environments !== undefined) return environments.map((name) => ({ name }));
  const file = configFile ?? CONFIGURATION_FILE;
  if (configFile === undefined && !existsSync(resolve(file))) return undefined;
  return loadConfiguration(file).configuration.environments;
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
