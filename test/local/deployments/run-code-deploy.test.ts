import { describe, expect, it, onTestFinished } from 'vitest';
import {
  createDeploymentStore,
  type HookResult,
} from '../../../local/aws/deployments/deployment-store.ts';
import { startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { type CodeDeployRun, runCodeDeploy } from '../../../local/deployments/run-code-deploy.ts';
import { createFunctionInvoker } from '../../../local/lambda/function-invoker.ts';
import type { Invocation } from '../../../local/lambda/local-function.ts';
import { createManualClock } from '../clock/manual-clock.ts';
import { functionOf } from '../lambda/handlers.ts';

const RETURNED: Invocation = { outcome: 'returned', payload: null, requestId: 'r', durationMs: 1 };

const REPORTING = `
export const handler = async ({ DeploymentId, LifecycleEventHookExecutionId }) => {
  await fetch(process.env.AWS, {
    method: 'POST',
    headers: {
      authorization: 'AWS4-HMAC-SHA256 Credential=AKIDTEST/20261122/us-east-1/codedeploy/aws4_request',
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus',
    },
    body: JSON.stringify({
      deploymentId: DeploymentId,
      lifecycleEventHookExecutionId: LifecycleEventHookExecutionId,
      status: 'Failed',
    }),
  });
};`;

/** Functions that report what their name says; `silent` reports nothing, `missing` is not there. */
function runWith(run: Partial<CodeDeployRun> & Pick<CodeDeployRun, 'hooks'>) {
  const deployments = createDeploymentStore('us-east-1');
  const clock = createManualClock();
  const events: unknown[] = [];
  const invoke = async (name: string, event: unknown): Promise<Invocation> => {
    if (name === 'missing') throw new Error('Function not found: missing');
    events.push(event);
    const id: unknown = Reflect.get(Object(event), 'LifecycleEventHookExecutionId');
    if (name !== 'silent') deployments.endHook(String(id), name as HookResult);
    return RETURNED;
  };
  return {
    deployments,
    clock,
    events,
    result: runCodeDeploy({ deployments, clock, invoke, ...run }),
  };
}

describe('a CodeDeploy deployment', () => {
  it.each<{
    title: string;
    run: Pick<CodeDeployRun, 'hooks' | 'platform'>;
    result: object;
    hooks: readonly string[];
  }>([
    {
      title: 'shifts traffic without hooks',
      run: { hooks: {} },
      result: { status: 'Succeeded', isTrafficShifted: true },
      hooks: [],
    },
    {
      title: 'shifts traffic when the hook before it succeeds',
      run: { hooks: { BeforeAllowTraffic: 'Succeeded', AfterAllowTraffic: 'Succeeded' } },
      result: { status: 'Succeeded', isTrafficShifted: true },
      hooks: ['BeforeAllowTraffic Succeeded', 'AfterAllowTraffic Succeeded'],
    },
    {
      title: 'shifts none when the hook before it fails',
      run: { hooks: { BeforeAllowTraffic: 'Failed', AfterAllowTraffic: 'Succeeded' } },
      result: { status: 'Failed', isTrafficShifted: false },
      hooks: ['BeforeAllowTraffic Failed'],
    },
    {
      title: 'fails after the shift when the hook behind it fails',
      run: { hooks: { AfterAllowTraffic: 'Failed' } },
      result: { status: 'Failed', isTrafficShifted: true },
      hooks: ['AfterAllowTraffic Failed'],
    },
    {
      title: 'of a Lambda function has no hook before an installation',
      run: { hooks: { BeforeInstall: 'Failed' } },
      result: { status: 'Succeeded' },
      hooks: [],
    },
    {
      title: 'of an ECS service has',
      run: { platform: 'ECS', hooks: { BeforeInstall: 'Failed' } },
      result: { status: 'Failed', isTrafficShifted: false },
      hooks: ['BeforeInstall Failed'],
    },
  ])('$title', async ({ run, result, hooks }) => {
    const ended = await runWith(run).result;
    expect(ended).toMatchObject(result);
    expect(ended.hooks.map(({ lifecycleEvent, status }) => `${lifecycleEvent} ${status}`)).toEqual(
      hooks,
    );
  });

  it('names to the function which deployment and which hook it is', async () => {
    const { events, result } = runWith({ hooks: { BeforeAllowTraffic: 'Succeeded' } });
    const { deploymentId, hooks } = await result;
    expect(events).toEqual([
      { DeploymentId: deploymentId, LifecycleEventHookExecutionId: hooks[0]?.id },
    ]);
  });

  it('fails a hook that has not reported after an hour, and not before', async () => {
    const { clock, deployments, result } = runWith({ hooks: { BeforeAllowTraffic: 'silent' } });
    await clock.untilWaiting();
    await clock.advance(3_600_000 - 1);
    expect(deployments.hooks()[0]?.status).toBe('InProgress');
    await clock.advance(1);
    expect(await result).toMatchObject({
      status: 'Failed',
      isTrafficShifted: false,
      hooks: [{ status: 'TimedOut' }],
    });
  });

  it('hears a real function that reports over the wire', async () => {
    const aws = await startLocalAws();
    onTestFinished(aws.close);
    const hook = await functionOf(REPORTING, { environment: { AWS: aws.endpoint } });
    const { invoke } = createFunctionInvoker([hook]);
    const { deployments } = aws;
    const hooks = { BeforeAllowTraffic: 'example' };
    const result = await runCodeDeploy({ deployments, invoke, hooks });
    expect(result).toMatchObject({ status: 'Failed', isTrafficShifted: false });
  });

  it('rejects when there is no such function', async () => {
    const { result } = runWith({ hooks: { BeforeAllowTraffic: 'missing' } });
    await expect(result).rejects.toThrow('Function not found');
  });
});
