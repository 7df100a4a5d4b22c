import { expect, it } from 'vitest';
import { createPipelineJobs } from '../../../../functions/adapters/aws/create-pipeline-jobs.ts';
import type { JobResult } from '../../../../functions/domain/model/ports.ts';
import { json, type Respond, raw, startStandIn } from './start-stand-in.ts';

const { signal } = new AbortController();
const JOB = '11111111-2222-4333-8444-555555555555';
const SUCCESS: JobResult = {
  outcome: 'success',
  summary: 'production: passed',
  outputVariables: { verdict: 'pass', runId: 'r-1' },
};
const FAILURE: JobResult = {
  outcome: 'failure',
  type: 'JobFailed',
  message: 'production: rejected',
  externalExecutionId: 'r-1',
};

async function answerTo(respond: Respond, result: JobResult = FAILURE) {
  const aws = await startStandIn(respond);
  const answer = await createPipelineJobs().answer(JOB, result, { signal });
  return { answer, requests: aws.requests };
}

it('reports a success with its summary and output variables', async () => {
  const { answer, requests } = await answerTo(json(200, {}), SUCCESS);

  expect(answer).toEqual({
    outcome: 'accepted',
    detail: 'Request 0f8fad5b-d9cb-469f-a165-70867728950e',
  });
  expect(requests[0]?.operation).toBe('CodePipeline_20150709.PutJobSuccessResult');
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    jobId: JOB,
    executionDetails: { summary: 'production: passed' },
    outputVariables: { verdict: 'pass', runId: 'r-1' },
  });
});

it('asks to be invoked again by a success with a token', async () => {
  const result = { outcome: 'continue', continuationToken: 'later', summary: 'waiting' } as const;
  const { answer, requests } = await answerTo(json(200, {}), result);

  expect(answer.outcome).toBe('accepted');
  expect(requests[0]?.operation).toBe('CodePipeline_20150709.PutJobSuccessResult');
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    jobId: JOB,
    continuationToken: 'later',
    executionDetails: { summary: 'waiting' },
  });
});

it('does not send a token beyond the limits', async () => {
  const continuationToken = 't'.repeat(2049);
  const result = { outcome: 'continue', continuationToken, summary: 'waiting' } as const;
  const { answer, requests } = await answerTo(json(200, {}), result);

  expect(answer.outcome).toBe('refused');
  expect(requests).toEqual([]);
});

it('reports a failure with its type, message and run id', async () => {
  const { answer, requests } = await answerTo(json(200, {}));

  expect(answer.outcome).toBe('accepted');
  expect(requests[0]?.operation).toBe('CodePipeline_20150709.PutJobFailureResult');
  expect(JSON.parse(requests[0]?.body ?? '')).toEqual({
    jobId: JOB,
    failureDetails: {
      type: 'JobFailed',
      message: 'production: rejected',
      externalExecutionId: 'r-1',
    },
  });
});

it.each([
  ['already-completed', 'InvalidJobStateException'],
  ['already-completed', 'JobNotFoundException'],
  ['denied', 'AccessDeniedException'],
  ['refused', 'ValidationException'],
  ['refused', 'OutputVariablesSizeExceededException'],
  ['refused', 'UnrecognizedClientException'],
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
  ['an HTML page with status 403', raw(403, '<html>')],
  ['an HTML page with status 200', raw(200, '<html>')],
  ['an empty 200 without AWS’s request id', raw(200, '')],
  ['a redirect', raw(302, '')],
  ['a reset after the request was taken', (response) => void response.destroy()],
])('cannot tell after %s, and makes one attempt', async (_what, respond) => {
  const { answer, requests } = await answerTo(respond, SUCCESS);

  expect(answer).toMatchObject({ outcome: 'unreachable', detail: expect.stringMatching(/./) });
  expect(requests).toHaveLength(1);
});

it('shows at most 500 characters of AWS’s text', async () => {
  const message = 'not allowed '.repeat(90);
  const { answer } = await answerTo(json(400, { __type: 'ValidationException', message }));

  expect(answer.detail).toHaveLength(500);
});
