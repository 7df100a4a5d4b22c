import { describe, expect, it, onTestFinished } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { createFunctionInvoker } from '../../../../local/lambda/function-invoker.ts';
import { createPipeline, type Pipeline } from '../../../../local/pipeline/create-pipeline.ts';
import type { ConditionExecution } from '../../../../local/pipeline/execution.ts';
import {
  RULE_CONTRACTS,
  type RuleContractName,
} from '../../../../local/pipeline/rules/all-rule-contracts.ts';
import { functionOf } from '../../lambda/handlers.ts';
import { RELEASE } from '../held-gates.ts';

/**
 * A function that shuts when its parameters say so, and can be called in every way there is: it answers
 * a job where there is one, else it returns or throws.
 */
const GATE = `
export const handler = async (event) => {
  const job = event['CodePipeline.job'];
  const configuration = job?.data.actionConfiguration.configuration ?? event;
  const parameters = configuration.UserParameters ?? event;
  const isShut = JSON.stringify(parameters).includes('shut');
  if (job !== undefined) {
    const failureDetails = { type: 'JobFailed', message: 'shut' };
    const operation = isShut ? 'PutJobFailureResult' : 'PutJobSuccessResult';
    await fetch(process.env.AWS, {
      method: 'POST',
      headers: {
        authorization: 'AWS4-HMAC-SHA256 Credential=AKIDTEST/20261122/us-east-1/codepipeline/aws4_request',
        'content-type': 'application/x-amz-json-1.1',
        'x-amz-target': 'CodePipeline_20150709.' + operation,
      },
      body: JSON.stringify({ jobId: job.id, ...(isShut && { failureDetails }) }),
    });
    return;
  }
  console.log(JSON.stringify(event));
  if (isShut) throw new Error('the gate is shut');
};`;

interface Guarded {
  readonly pipeline: Pipeline;
  readonly logs: () => readonly string[];
  readonly aws: LocalAws;
}

async function guard(
  contract: RuleContractName,
  userParameters: string,
  functionName = 'example',
): Promise<Guarded> {
  const aws = await startLocalAws();
  onTestFinished(aws.close);
  const gate = await functionOf(GATE, { environment: { AWS: aws.endpoint } });
  const { invoke, invokeAsync } = createFunctionInvoker([gate]);
  const rules = [{ name: 'Gate', functionName, userParameters }];
  const [source, production] = RELEASE.stages;
  if (source === undefined || production === undefined) throw new Error('RELEASE has two stages');
  const deploy = production.actions.slice(1);
  const stages = [
    source,
    { ...production, actions: deploy, beforeEntry: [{ result: 'FAIL' as const, rules }] },
  ];
  const pipeline = createPipeline(
    { ...RELEASE, stages },
    {
      jobs: aws.jobs,
      accountId: aws.accountId,
      invoke,
      invokeAsync,
      ruleContract: RULE_CONTRACTS[contract],
    },
  );
  return { pipeline, aws, logs: () => gate.logs };
}

async function conditionOf(pipeline: Pipeline): Promise<ConditionExecution | undefined> {
  const { stages } = await pipeline.start().ended;
  return stages.find(({ name }) => name === 'Production')?.condition;
}

const CONTRACTS: readonly RuleContractName[] = ['synchronous', 'bare', 'job'];

describe.each(CONTRACTS)('a rule under the contract %s', (contract) => {
  it('opens the stage when the function is content', async () => {
    const { pipeline } = await guard(contract, '{"environment":"production"}');
    expect(await conditionOf(pipeline)).toMatchObject({ status: 'Succeeded' });
    expect(pipeline.executions()[0]?.status).toBe('Succeeded');
  });

  it('blocks it when the function is not, and nothing behind it begins', async () => {
    const { pipeline } = await guard(contract, '{"environment":"shut"}');
    expect(await conditionOf(pipeline)).toMatchObject({
      status: 'Failed',
      rules: [{ name: 'Gate', errorDetails: { message: expect.stringContaining('shut') } }],
    });
    expect(pipeline.executions()[0]).toMatchObject({
      status: 'Failed',
      stages: [{}, { name: 'Production', status: 'Failed', actions: [] }],
    });
  });

  it('blocks it when there is no such function', async () => {
    const { pipeline } = await guard(contract, '{}', 'missing');
    expect(await conditionOf(pipeline)).toMatchObject({
      rules: [{ errorDetails: { code: 'ConfigurationError' } }],
    });
  });

  it('blocks it when a variable has no value', async () => {
    const { pipeline, logs } = await guard(contract, '#{nobody.verdict}');
    expect(await conditionOf(pipeline)).toMatchObject({
      rules: [{ errorDetails: { code: 'InvalidVariable' } }],
    });
    expect(logs()).toEqual([]);
  });
});

describe('the event of a rule', () => {
  it('names rule, pipeline, stage and execution under the contract synchronous', async () => {
    const { pipeline, logs } = await guard('synchronous', 'of #{codepipeline.PipelineExecutionId}');
    await conditionOf(pipeline);
    const id = pipeline.executions()[0]?.id;
    expect(JSON.parse(logs()[0] ?? '')).toEqual({
      ruleName: 'Gate',
      pipelineName: 'release',
      pipelineExecutionId: id,
      stageName: 'Production',
      FunctionName: 'example',
      UserParameters: `of ${id}`,
    });
  });

  it.each([
    {
      title: 'JSON',
      userParameters: '{"environment":"production"}',
      event: { environment: 'production' },
    },
    { title: 'text', userParameters: 'production', event: 'production' },
  ])('is the parameters themselves under the contract bare: $title', async (row) => {
    const { pipeline, logs } = await guard('bare', row.userParameters);
    await conditionOf(pipeline);
    expect(JSON.parse(logs()[0] ?? '')).toEqual(row.event);
  });

  it('is that of a Lambda action under the contract job', async () => {
    const { pipeline, aws } = await guard('job', '{}');
    await conditionOf(pipeline);
    expect(aws.jobs.list()).toMatchObject([{ label: 'release/Production/Gate' }]);
  });
});
