import type { Stack } from 'aws-cdk-lib';
import {
  Artifact,
  Pipeline as CdkPipeline,
  GlobalVariables,
  PipelineType,
  Result,
  Rule as StageRule,
} from 'aws-cdk-lib/aws-codepipeline';
import { LambdaInvokeAction, S3SourceAction } from 'aws-cdk-lib/aws-codepipeline-actions';
import { EventField, RuleTargetInput } from 'aws-cdk-lib/aws-events';
import { SnsTopic } from 'aws-cdk-lib/aws-events-targets';
import { Bucket } from 'aws-cdk-lib/aws-s3';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { describe, expect, it, onTestFinished } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { type DeployedStack, deployStack } from '../../../local/deployment/deploy-stack.ts';
import { openPipeline } from '../../../local/pipeline/open-pipeline.ts';
import { declaredFunction, SMALL_GATE, synthesiseStack } from '../apps/synthesised-app.ts';
import { createManualClock } from '../clock/manual-clock.ts';

interface Gated {
  /** What the parameters of the gate, and of the condition before it, say: `OPEN` or `SHUT`. */
  readonly action: string;
  readonly condition?: string;
  /** Default: one that answers. */
  readonly code?: string;
}

/** A pipeline with a gate, and a rule that notifies a topic of its failed actions. */
function gatedStack(stack: Stack, { action, condition, code = SMALL_GATE }: Gated): void {
  const gate = declaredFunction(stack, 'Gate', code);
  const topic = new Topic(stack, 'Alerts');
  topic.addSubscription(new EmailSubscription('ops@example.com'));
  const bucket = Bucket.fromBucketName(stack, 'Bucket', 'releases');
  const output = new Artifact();
  const lambdaAction = new LambdaInvokeAction({
    actionName: 'TwilioGate',
    lambda: gate,
    userParameters: { answer: action, executionId: GlobalVariables.executionId },
  });
  const rule = new StageRule({
    name: 'TwilioGate',
    provider: 'LambdaInvoke',
    version: '1',
    configuration: { FunctionName: gate.functionName, UserParameters: condition },
  });
  const beforeEntry = { conditions: [{ result: Result.FAIL, rules: [rule] }] };
  const pipeline = new CdkPipeline(stack, 'Pipeline', {
    pipelineType: PipelineType.V2,
    stages: [
      {
        stageName: 'Source',
        actions: [new S3SourceAction({ actionName: 'S3', bucket, bucketKey: 'a.zip', output })],
      },
      {
        stageName: 'Production',
        actions: [lambdaAction],
        ...(condition !== undefined && { beforeEntry }),
      },
    ],
  });
  const actionName = EventField.fromPath('$.detail.action');
  const summary = EventField.fromPath('$.detail.execution-result.external-execution-summary');
  pipeline.onEvent('Backstop', {
    eventPattern: {
      detailType: ['CodePipeline Action Execution State Change'],
      detail: { state: ['FAILED'], pipeline: [pipeline.pipelineName] },
    },
    target: new SnsTopic(topic, {
      message: RuleTargetInput.fromText(`${actionName} failed: ${summary}`),
    }),
  });
}

async function deployed(gated: Gated): Promise<{ aws: LocalAws; stack: DeployedStack }> {
  const aws = await startLocalAws();
  onTestFinished(aws.close);
  const cdkOut = synthesiseStack((stack) => gatedStack(stack, gated));
  const stack = await deployStack(cdkOut, { aws, twilioOrigin: 'http://127.0.0.1:1' });
  onTestFinished(stack.close);
  return { aws, stack };
}

function mails({ notifications }: LocalAws): readonly string[] {
  return notifications.mailbox.list().map(({ body }) => body);
}

describe('a pipeline that a stack declares', () => {
  it('opens when its gate does, and notifies no subscriber', async () => {
    const { aws, stack } = await deployed({ action: 'OPEN', condition: 'OPEN' });
    const execution = await openPipeline(stack, aws).start().ended;
    await stack.invoker.idle();
    expect(execution.status).toBe('Succeeded');
    expect([stack.events.deliveries.list(), mails(aws)]).toEqual([[], []]);
  });

  it('is blocked by its gate, and the backstop notifies the subscribers', async () => {
    const { aws, stack } = await deployed({ action: 'SHUT' });
    const execution = await openPipeline(stack, aws).start().ended;
    await stack.invoker.idle();
    expect(execution.stages[1]?.actions).toMatchObject([{ errorDetails: { code: 'JobFailed' } }]);
    expect(mails(aws)).toEqual([
      expect.stringContaining('"TwilioGate failed: Twilio says \\"no\\""'),
    ]);
  });

  it('is blocked by its entry condition: its gate is never begun', async () => {
    const { aws, stack } = await deployed({ action: 'OPEN', condition: 'SHUT' });
    const execution = await openPipeline(stack, aws).start().ended;
    expect(execution.stages[1]).toMatchObject({
      status: 'Failed',
      actions: [],
      condition: { rules: [{ errorDetails: { message: 'Twilio says no' } }] },
    });
  });

  it('is blocked after 20 minutes by a gate that crashes, and the backstop notifies the subscribers', async () => {
    const code = 'export const handler = async () => { process.exit(1); };';
    const { aws, stack } = await deployed({ action: 'OPEN', code });
    const clock = createManualClock();
    const { ended } = openPipeline(stack, aws, { clock }).start();
    await clock.untilWaiting();
    await stack.invoker.idle();
    await clock.advance(20 * 60_000);
    expect((await ended).status).toBe('Failed');
    expect(mails(aws)).toEqual([expect.stringContaining('failed to return a result')]);
  });

  it('passes its events on', async () => {
    const { aws, stack } = await deployed({ action: 'OPEN' });
    const states: unknown[] = [];
    const onEvent = ({ detail }: { readonly detail: Readonly<Record<string, unknown>> }): void => {
      states.push(detail['state']);
    };
    await openPipeline(stack, aws, { onEvent }).start().ended;
    expect([states[0], states.at(-1)]).toEqual(['STARTED', 'SUCCEEDED']);
  });
});
