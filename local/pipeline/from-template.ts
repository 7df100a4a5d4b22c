import type { Resource, StackAssembly } from '../deployment/read-assembly.ts';
import { type References, resolveTree, resolveValue } from '../deployment/resolve-value.ts';
import type {
  ActionDefinition,
  ActionTypeId,
  EntryCondition,
  LambdaRule,
  PipelineDefinition,
  StageDefinition,
} from './pipeline-definition.ts';
import {
  type DeclaredAction,
  type DeclaredConfiguration,
  type DeclaredRule,
  type DeclaredStage,
  parsePipeline,
} from './template-schema.ts';

/**
 * Reads a pipeline of a synthesised stack: the named one, or the only one. Lambda actions keep their
 * function and parameters; sources become revisions, and every other action becomes a deployment that
 * is recorded: what it would do is not modelled.
 *
 * Throws when there is no such pipeline, for conditions with other rules than LambdaInvoke, and for a
 * function that the stack does not know.
 */
export function pipelineFromTemplate(
  { resources }: StackAssembly,
  references: References,
  logicalId?: string,
): PipelineDefinition {
  const resource = findPipeline(resources, logicalId);
  const { PipelineType, ExecutionMode, Stages } = parsePipeline(resource.properties);
  return {
    name: resolveValue({ Ref: resource.logicalId }, references),
    pipelineType: PipelineType,
    executionMode: ExecutionMode,
    stages: Stages.map((stage) => stageOf(stage, references)),
  };
}

function findPipeline(resources: readonly Resource[], wanted: string | undefined): Resource {
  const pipelines = resources.filter(({ type }) => type === 'AWS::CodePipeline::Pipeline');
  const found = pipelines.filter(({ logicalId }) => wanted === undefined || logicalId === wanted);
  const [pipeline, ...others] = found;
  if (pipeline !== undefined && others.length === 0) return pipeline;
  const names = pipelines.map(({ logicalId }) => logicalId).join(', ');
  const sought = wanted === undefined ? 'exactly one pipeline' : `a pipeline ${wanted}`;
  throw new Error(`The stack does not have ${sought}. It has: ${names || 'none'}.`);
}

function stageOf(stage: DeclaredStage, references: References): StageDefinition {
  const beforeEntry = stage.BeforeEntry?.Conditions.map(
    ({ Result, Rules }): EntryCondition => ({
      result: Result,
      rules: Rules.map((rule) => ruleOf(rule, references)),
    }),
  );
  return {
    name: stage.Name,
    actions: stage.Actions.map((action) => actionOf(action, references)),
    ...(beforeEntry !== undefined && { beforeEntry }),
  };
}

function actionOf(declared: DeclaredAction, references: References): ActionDefinition {
  const { Name: name, RunOrder: runOrder, Namespace: namespace, Configuration } = declared;
  const type = typeOf(declared);
  const base = { name, runOrder, type };
  if (type.category === 'Source') {
    return { kind: 'source', ...base, revisionId: '4c1f2ab', revisionSummary: `${name} changed` };
  }
  if (type.provider !== 'Lambda') {
    return { kind: 'deploy', ...base, target: targetOf(type, Configuration) };
  }
  return {
    kind: 'lambda',
    ...base,
    ...invocationOf(name, Configuration, references),
    ...(namespace !== undefined && { namespace }),
  };
}

function ruleOf(
  { Name, RuleTypeId, Configuration }: DeclaredRule,
  references: References,
): LambdaRule {
  if (RuleTypeId.Provider !== 'LambdaInvoke') {
    throw new Error(`Rule ${Name}: the provider ${RuleTypeId.Provider} is not modelled.`);
  }
  return { name: Name, ...invocationOf(Name, Configuration, references) };
}

function invocationOf(
  name: string,
  configuration: DeclaredConfiguration,
  references: References,
): Pick<LambdaRule, 'functionName' | 'userParameters'> {
  const { FunctionName, UserParameters } = configuration;
  if (FunctionName === undefined) throw new Error(`${name} names no function.`);
  const functionName = resolveValue(FunctionName, references);
  if (UserParameters === undefined) return { functionName };
  return { functionName, userParameters: String(resolveTree(UserParameters, references)) };
}

function typeOf({ ActionTypeId: type }: DeclaredAction): ActionTypeId {
  const { Category: category, Owner: owner, Provider: provider, Version: version } = type;
  return { category, owner, provider, version };
}

/** For example `CloudFormation Shop-Production`: what the template says in plain text. */
function targetOf({ provider }: ActionTypeId, { StackName }: DeclaredConfiguration): string {
  return typeof StackName === 'string' ? `${provider} ${StackName}` : provider;
}
