import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(() => aws.close());

/** Puts a status as the AWS SDK does on the wire; gives the status, and the error's name or the answer. */
async function put(input: object, region = 'us-east-1'): Promise<readonly [number, unknown]> {
  const scope = `AKIDTEST/20261122/${region}/codedeploy/aws4_request`;
  const response = await fetch(aws.endpoint, {
    method: 'POST',
    headers: {
      authorization: `AWS4-HMAC-SHA256 Credential=${scope}, SignedHeaders=host, Signature=00`,
      'content-type': 'application/x-amz-json-1.1',
      'x-amz-target': 'CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus',
    },
    body: JSON.stringify(input),
  });
  const body: unknown = await response.json();
  return [response.status, Reflect.get(Object(body), '__type') ?? body];
}

function begin(): {
  readonly deploymentId: string;
  readonly lifecycleEventHookExecutionId: string;
} {
  const deploymentId = aws.deployments.create();
  const { id } = aws.deployments.beginHook(deploymentId, 'BeforeAllowTraffic');
  return { deploymentId, lifecycleEventHookExecutionId: id };
}

describe('PutLifecycleEventHookExecutionStatus', () => {
  it.each(['Succeeded', 'Failed'] as const)(
    'takes %s, and wakes the callers that wait',
    async (status) => {
      const hook = begin();
      const { lifecycleEventHookExecutionId } = hook;
      const ended = aws.deployments.hookEnded(lifecycleEventHookExecutionId);
      expect(await put({ ...hook, status })).toEqual([200, { lifecycleEventHookExecutionId }]);
      expect(await ended).toMatchObject({ status, lifecycleEvent: 'BeforeAllowTraffic' });
      expect(await aws.deployments.hookEnded(lifecycleEventHookExecutionId)).toEqual(await ended);
      expect(aws.deployments.hooks()).toContainEqual(await ended);
    },
  );

  it('takes one answer only', async () => {
    const hook = begin();
    await put({ ...hook, status: 'Succeeded' });
    expect(await put({ ...hook, status: 'Failed' })).toEqual([
      400,
      'LifecycleEventAlreadyCompletedException',
    ]);
    expect(aws.deployments.hook(hook.lifecycleEventHookExecutionId)?.status).toBe('Succeeded');
  });

  it('takes none after the time limit', async () => {
    const hook = begin();
    aws.deployments.endHook(hook.lifecycleEventHookExecutionId, 'TimedOut');
    expect(await put({ ...hook, status: 'Succeeded' })).toEqual([
      400,
      'LifecycleEventAlreadyCompletedException',
    ]);
  });

  it.each<{ title: string; change: Record<string, string | undefined>; error: string }>([
    ...['Pending', 'InProgress', 'Skipped', 'Unknown', 'succeeded', undefined].map((status) => ({
      title: `the status ${status}`,
      change: { status },
      error: 'InvalidLifecycleEventHookExecutionStatusException',
    })),
    {
      title: 'no deployment',
      change: { deploymentId: undefined },
      error: 'DeploymentIdRequiredException',
    },
    {
      title: 'a malformed deployment',
      change: { deploymentId: 'deployment-1' },
      error: 'InvalidDeploymentIdException',
    },
    {
      title: 'an unknown deployment',
      change: { deploymentId: 'd-ZZZZZZZZZ' },
      error: 'DeploymentDoesNotExistException',
    },
    {
      title: 'no hook',
      change: { lifecycleEventHookExecutionId: undefined },
      error: 'InvalidLifecycleEventHookExecutionIdException',
    },
    {
      title: 'an unknown hook',
      change: { lifecycleEventHookExecutionId: 'nobody' },
      error: 'InvalidLifecycleEventHookExecutionIdException',
    },
  ])('refuses $title', async ({ change, error }) => {
    const hook = begin();
    expect(await put({ ...hook, status: 'Succeeded', ...change })).toEqual([400, error]);
    expect(aws.deployments.hook(hook.lifecycleEventHookExecutionId)?.status).toBe('InProgress');
  });

  it('refuses the hook of another deployment, and a deployment of another Region', async () => {
    const one = begin();
    const { lifecycleEventHookExecutionId } = begin();
    expect(await put({ ...one, lifecycleEventHookExecutionId, status: 'Failed' })).toEqual([
      400,
      'InvalidLifecycleEventHookExecutionIdException',
    ]);
    expect(await put({ ...one, status: 'Failed' }, 'eu-west-1')).toEqual([
      400,
      'DeploymentDoesNotExistException',
    ]);
  });

  it('is journalled by its deployment', async () => {
    const hook = begin();
    await put({ ...hook, status: 'Failed' });
    expect(aws.journal.list().at(-1)).toMatchObject({
      service: 'codedeploy',
      operation: 'PutLifecycleEventHookExecutionStatus',
      resources: [hook.deploymentId],
    });
  });
});

describe('the store of deployments', () => {
  it('has deployments of other Regions too', () => {
    const id = aws.deployments.create({ region: 'eu-west-1' });
    expect(aws.deployments.beginHook(id, 'AfterInstall').region).toBe('eu-west-1');
  });

  it('refuses what it does not know', async () => {
    expect(() => aws.deployments.beginHook('d-NOBODY', 'AfterInstall')).toThrow('no deployment');
    await expect(aws.deployments.hookEnded('nobody')).rejects.toThrow('no hook');
  });
});
