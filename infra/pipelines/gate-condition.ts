import { Stack } from 'aws-cdk-lib';
import * as codepipeline from 'aws-cdk-lib/aws-codepipeline';
import type * as lambda from 'aws-cdk-lib/aws-lambda';
import { GATE_ACTION_NAME } from '../../functions/contract.ts';
import { refuseLongParameters, withExecutionId } from './gate-parameters.ts';
import { type ActionInStage, isApproval } from './judge-action.ts';

/** The gate as an entry condition of one stage. Experimental: see `PipelineGate.condition`. */
export interface GateConditionProps {
  /** Name of a declared environment. */
  readonly environment: string;
  /**
   * Name of the rule; unique within the pipeline.
   * @default 'TwilioGate-' and the name of the environment
   */
  readonly ruleName?: string;
  /**
   * What becomes of the stage when the gate does not open. `SKIP` is refused: a skipped stage lets the
   * pipeline go on to the next one.
   * @default Result.FAIL
   */
  readonly result?: codepipeline.Result;
}

// `validateRuleName` of the CDK: letters, digits, hyphen and underscore, at most 100 characters.
const NOT_IN_RULE_NAMES = /[^A-Za-z0-9_-]/g;

/**
 * An entry condition with one `LambdaInvoke` rule. `throwOnFailure` is set, because nothing documents
 * whether the rule reads a job's result or the function's error: the gate then gives both.
 */
export function gateCondition(
  props: GateConditionProps,
  fn: lambda.IFunction,
): codepipeline.Condition {
  const { environment, result = codepipeline.Result.FAIL } = props;
  if (result !== codepipeline.Result.FAIL) {
    throw new Error(
      `The result of the gate's condition for ${environment} is ${result}; only FAIL blocks: SKIP lets the pipeline go on.`,
    );
  }
  const name = props.ruleName ?? `${GATE_ACTION_NAME}-${environment}`;
  const parameters = JSON.stringify(withExecutionId({ environment, throwOnFailure: true }));
  refuseLongParameters(parameters, `the condition for ${environment}`);
  const rule = new codepipeline.Rule({
    name: name.replaceAll(NOT_IN_RULE_NAMES, '-'),
    provider: 'LambdaInvoke',
    version: '1',
    configuration: { FunctionName: fn.functionName, UserParameters: parameters },
  });
  return { result, rules: [rule] };
}

/** A stage that has one of the gate's conditions. */
export interface ConditionedStage {
  readonly stageName: string;
  /** Names of the approvals inside, which a person gives after the verdict. */
  readonly approvals: readonly string[];
}

interface StageInTemplate {
  readonly name?: string;
  readonly actions?: readonly ActionInStage[];
  readonly beforeEntry?: {
    readonly conditions?: readonly { readonly rules?: readonly RuleInTemplate[] }[];
  };
}

interface RuleInTemplate {
  readonly ruleTypeId?: { readonly provider?: string };
  readonly configuration?: { readonly FunctionName?: unknown };
}

/** The stages of a pipeline whose entry asks `fn`. */
export function conditionedStages(
  pipeline: codepipeline.CfnPipeline,
  fn: lambda.IFunction,
): readonly ConditionedStage[] {
  const stack = Stack.of(pipeline);
  const wanted = JSON.stringify(stack.resolve(fn.functionName));
  const stages: readonly StageInTemplate[] = stack.resolve(pipeline.stages) ?? [];
  return stages
    .filter(({ beforeEntry }) =>
      (beforeEntry?.conditions ?? [])
        .flatMap(({ rules = [] }) => rules)
        .some(
          ({ ruleTypeId, configuration }) =>
            ruleTypeId?.provider === 'LambdaInvoke' &&
            JSON.stringify(configuration?.FunctionName) === wanted,
        ),
    )
    .map(({ name: stageName = '', actions = [] }) => ({
      stageName,
      approvals: actions.filter(isApproval).map(({ name = '' }) => name),
    }));
}
