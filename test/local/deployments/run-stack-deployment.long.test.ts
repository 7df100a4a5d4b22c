import { Duration, type Stack } from 'aws-cdk-lib';
import { Topic } from 'aws-cdk-lib/aws-sns';
import { EmailSubscription } from 'aws-cdk-lib/aws-sns-subscriptions';
import { InvocationType, Trigger, type TriggerProps } from 'aws-cdk-lib/triggers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { type DeployedStack, deployStack } from '../../../local/deployment/deploy-stack.ts';
import { runStackDeployment } from '../../../local/deployments/run-stack-deployment.ts';
import { declaredFunction, synthesiseStack } from '../apps/synthesised-app.ts';
import { createManualClock } from '../clock/manual-clock.ts';

const OPEN = 'export const handler = async (event) => { console.log(JSON.stringify(event)); };';
const SHUT = 'export const handler = async () => { throw new Error("production is not ready"); };';
const SLOW = 'export const handler = () => new Promise((resolve) => setTimeout(resolve, 60_000));';

/** A stack whose topic is made only after the trigger, and its subscription after the topic. */
function guardedStack(stack: Stack, code: string, props: Partial<TriggerProps>): void {
  const handler = declaredFunction(stack, 'Gate', code);
  const topic = new Topic(stack, 'App');
  topic.addSubscription(new EmailSubscription('ops@example.com'));
  new Topic(stack, 'Other');
  new Trigger(stack, 'Trigger', { handler, executeBefore: [topic], ...props });
}

async function deployed(
  code: string,
  props: Partial<TriggerProps> = {},
): Promise<{ readonly stack: DeployedStack; readonly logs: () => readonly string[] }> {
  const aws = await startLocalAws();
  onTestFinished(aws.close);
  const cdkOut = synthesiseStack((stack) => guardedStack(stack, code, props));
  const stack = await deployStack(cdkOut, { aws, twilioOrigin: 'http://127.0.0.1:1' });
  onTestFinished(stack.close);
  const gate = stack.functions.find(({ functionName }) => functionName.startsWith('Shop-Gate'));
  return { stack, logs: () => gate?.logs ?? [] };
}

describe('a stack with a trigger', () => {
  it('is made when the function is content, which gets an empty event', async () => {
    const { stack, logs } = await deployed(OPEN);
    expect(await runStackDeployment({ stack })).toEqual({
      status: 'CREATE_COMPLETE',
      withheld: [],
    });
    expect(logs()).toEqual(['{}']);
  });

  it.each([
    { requestType: 'Create', status: 'ROLLBACK_COMPLETE' },
    { requestType: 'Update', status: 'UPDATE_ROLLBACK_COMPLETE' },
  ] as const)('is rolled back when the function throws: $requestType', async (row) => {
    const { requestType, status } = row;
    const { stack } = await deployed(SHUT);
    const result = await runStackDeployment({ stack, requestType });
    expect(result).toMatchObject({ status, failure: { reason: 'production is not ready' } });
    expect(result.withheld.map((id) => id.slice(0, 3))).toContain('App');
    expect(result.withheld.some((id) => id.startsWith('Other'))).toBe(false);
  });

  it('is rolled back when the function does not end within the time of the trigger', async () => {
    const { stack } = await deployed(SLOW, { timeout: Duration.minutes(1) });
    const clock = createManualClock();
    const running = runStackDeployment({ stack, clock });
    await clock.untilWaiting();
    await clock.advance(60_000);
    expect(await running).toMatchObject({ failure: { reason: 'No answer within 60000 ms' } });
  });

  it('is made whatever the function does when the trigger does not wait for it', async () => {
    const { stack } = await deployed(SHUT, { invocationType: InvocationType.EVENT });
    expect(await runStackDeployment({ stack })).toMatchObject({ status: 'CREATE_COMPLETE' });
    await stack.invoker.idle();
  });

  it('is updated without the function when the trigger does not run on changes', async () => {
    const { stack, logs } = await deployed(SHUT, { executeOnHandlerChange: false });
    const update = await runStackDeployment({ stack, requestType: 'Update' });
    expect([update.status, logs()]).toEqual(['UPDATE_COMPLETE', []]);
  });
});
