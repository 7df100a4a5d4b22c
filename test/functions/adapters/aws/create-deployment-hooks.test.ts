import { expect, it } from 'vitest';
import { createDeploymentHooks } from '../../../../functions/adapters/aws/create-deployment-hooks.ts';
import type { HookStatus } from '../../../../functions/domain/model/ports.ts';
import { json, type Respond, raw, startStandIn } from './start-stand-in.ts';

const { signal } = new AbortController();
const HOOK = { deploymentId: 'd-ABCDEF123', executionId: 'eyJlbmNyeXB0ZWREYXRhIjoi' };

async function answerTo(respond: Respond, status: HookStatus = 'Failed') {
  const aws = await startStandIn(respond);
  const answer = await createDeploymentHooks().answer(HOOK, status, { signal });
  return { answer, requests: aws.requests };
}

it.each(['Succeeded', 'Failed'] as const)('reports %s, and nothing else', async (status) => {
  const taken = json(200, { lifecycleEventHookExecutionId: HOOK.executionId });
  const { answer, requests } = await answerTo(taken, status);

  expect(answer).toEqual({
    outcome: 'accepted',
    detail: 'Request 0f8fad5b-d9cb-469f-a165-70867728950e',
  });
  expect(requests).toHaveLength(1);
  expect(requests[0]?.operation).toBe('CodeDeploy_20141006.PutLifecycleEventHookExecutionStatus');
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    deploymentId: HOOK.deploymentId,
    lifecycleEventHookExecutionId: HOOK.executionId,
    status,
  });
});

it.each([
  ['already-completed', 'LifecycleEventAlreadyCompletedException'],
  ['denied', 'AccessDeniedException'],
  ['refused', 'DeploymentDoesNotExistException'],
  ['refused', 'InvalidDeploymentIdException'],
  ['refused', 'InvalidLifecycleEventHookExecutionIdException'],
  ['refused', 'UnsupportedActionForDeploymentTypeException'],
  ['unreachable', 'ThrottlingException'],
  ['unreachable', 'ExpiredTokenException'],
  ['unreachable', 'BrandNewException'],
])('is %s after %s, with AWS’s text and one attempt', async (outcome, type) => {
  const { answer, requests } = await answerTo(json(400, { __type: type, message: 'The text.' }));

  expect(answer).toEqual({ outcome, detail: `${type}: The text.` });
  expect(requests).toHaveLength(1);
});

it.each<[string, Respond]>([
  ['a 500', json(500, { __type: 'InternalFailure' })],
  ['an HTML page with status 503', raw(503, '<html>')],
  ['an HTML page with status 200', raw(200, '<html>')],
  ['an empty 200 without AWS’s request id', raw(200, '')],
  ['a redirect', raw(302, '')],
  ['a reset after the request was taken', (response) => void response.destroy()],
])('cannot tell after %s, and makes one attempt', async (_what, respond) => {
  const { answer, requests } = await answerTo(respond, 'Succeeded');

  expect(answer).toMatchObject({ outcome: 'unreachable', detail: expect.stringMatching(/./) });
  expect(requests).toHaveLength(1);
});

it('ends with the caller’s signal', async () => {
  await startStandIn(() => undefined);
  const ended = new AbortController();
  const answering = createDeploymentHooks().answer(HOOK, 'Failed', { signal: ended.signal });
  ended.abort();

  expect(await answering).toMatchObject({ outcome: 'unreachable' });
});
