import {
  PutJobFailureResultCommand,
  type PutJobFailureResultCommandInput,
  PutJobSuccessResultCommand,
  type PutJobSuccessResultCommandInput,
} from '@aws-sdk/client-codepipeline';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { FAILURE_TYPES } from '../../../../local/aws/jobs/job-store.ts';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { type AwsClients, clientsFor, errorOf } from '../local-aws-clients.ts';

const UNKNOWN_JOB = '00000000-0000-4000-8000-000000000000';

let aws: LocalAws;
let codepipeline: AwsClients['codepipeline'];

beforeAll(async () => {
  aws = await startLocalAws();
  codepipeline = clientsFor(aws.endpoint).codepipeline;
});

afterAll(() => aws.close());

function succeed(input: Partial<PutJobSuccessResultCommandInput> = {}): Promise<unknown> {
  const jobId = aws.jobs.create().id;
  return codepipeline.send(new PutJobSuccessResultCommand({ jobId, ...input }));
}

type FailureDetails = PutJobFailureResultCommandInput['failureDetails'];

function fail(jobId: string, details: Partial<FailureDetails> = {}): Promise<unknown> {
  const failureDetails = { type: 'JobFailed', message: 'm', ...details } as const;
  return codepipeline.send(new PutJobFailureResultCommand({ jobId, failureDetails }));
}

describe('a job', () => {
  it('is open until its success is reported, with everything that came along', async () => {
    const { id } = aws.jobs.create({ label: 'deploy/gate' });
    expect(aws.jobs.get(id)).toMatchObject({ label: 'deploy/gate', state: { status: 'open' } });
    const settled = aws.jobs.settled(id);
    await succeed({
      jobId: id,
      executionDetails: { summary: 'all well', externalExecutionId: 'run-1' },
      outputVariables: { verdict: 'pass' },
    });
    expect(await settled).toMatchObject({
      status: 'succeeded',
      summary: 'all well',
      externalExecutionId: 'run-1',
      outputVariables: { verdict: 'pass' },
    });
    expect(await aws.jobs.settled(id)).toEqual(await settled);
    expect(aws.jobs.list()).toContainEqual(aws.jobs.get(id));
  });

  it.each(FAILURE_TYPES)('may fail with the type %s', async (type) => {
    const { id } = aws.jobs.create();
    await fail(id, { type, message: 'no', externalExecutionId: 'run-1' });
    const failed = { status: 'failed', type, message: 'no', externalExecutionId: 'run-1' };
    expect(await aws.jobs.settled(id)).toEqual(failed);
  });

  it('may say that it is still running', async () => {
    const { id } = aws.jobs.create();
    await succeed({ jobId: id, continuationToken: 'again' });
    expect(await aws.jobs.settled(id)).toMatchObject({ continuationToken: 'again' });
  });

  it('takes one result only', async () => {
    const { id } = aws.jobs.create();
    await succeed({ jobId: id });
    for (const second of [succeed({ jobId: id }), fail(id)]) {
      const error = await errorOf(second);
      expect(error).toMatchObject({ name: 'InvalidJobStateException', status: 400 });
    }
    expect(aws.jobs.get(id)?.state.status).toBe('succeeded');
  });

  it('is known in its own Region only', async () => {
    const { id } = aws.jobs.create({ region: 'eu-west-1' });
    expect((await errorOf(fail(id))).name).toBe('JobNotFoundException');
    const european = clientsFor(aws.endpoint, { region: 'eu-west-1' }).codepipeline;
    await european.send(new PutJobSuccessResultCommand({ jobId: id }));
    expect(aws.jobs.get(id)?.state.status).toBe('succeeded');
  });

  it('that does not exist cannot be answered or waited for', async () => {
    expect((await errorOf(fail(UNKNOWN_JOB))).name).toBe('JobNotFoundException');
    await expect(aws.jobs.settled(UNKNOWN_JOB)).rejects.toThrow(UNKNOWN_JOB);
  });
});

describe('a failure is held to its limits:', () => {
  it.each<[string, Partial<Record<keyof FailureDetails, string>>, RegExp | 'accepted']>([
    ['a message of 5000 characters', { message: 'x'.repeat(5000) }, 'accepted'],
    ['5000 code points of two units', { message: '😀'.repeat(5000) }, 'accepted'],
    ['a message of 5001', { message: 'x'.repeat(5001) }, /failureDetails\.message.*5000/],
    ['an empty message', { message: '' }, /failureDetails\.message.*or equal to 1/],
    ['an unknown type', { type: 'Broken' }, /enum value set: \[JobFailed, ConfigurationError/],
    ['an external id of 1500', { externalExecutionId: 'x'.repeat(1500) }, 'accepted'],
    ['an external id of 1501', { externalExecutionId: 'x'.repeat(1501) }, /1500/],
  ])('%s', async (_case, details, expected) => {
    const { id } = aws.jobs.create();
    // The rows break the SDK's types on purpose.
    const call = fail(id, details as Partial<FailureDetails>);
    if (expected === 'accepted') {
      await expect(call).resolves.toBeDefined();
      return;
    }
    const error = await errorOf(call);
    expect(error).toMatchObject({ name: 'ValidationException', status: 400 });
    expect(error.message).toMatch(expected);
    expect(aws.jobs.get(id)?.state.status).toBe('open');
  });
});

describe('a success is held to its limits:', () => {
  const details = (executionDetails: object): Partial<PutJobSuccessResultCommandInput> => ({
    executionDetails,
  });

  it.each<[string, Partial<PutJobSuccessResultCommandInput>, RegExp]>([
    [
      'an upper-case job id',
      { jobId: UNKNOWN_JOB.replace('8', 'A') },
      /at 'jobId'.*pattern: \[0-9/,
    ],
    ['no job id', { jobId: undefined }, /at 'jobId'.*not be null/],
    ['an empty summary', details({ summary: '' }), /executionDetails\.summary/],
    ['a summary of 2049 characters', details({ summary: 'x'.repeat(2049) }), /2048/],
    ['101 per cent', details({ percentComplete: 101 }), /value less than or equal to 100/],
    ['a token of 2049 characters', { continuationToken: 'x'.repeat(2049) }, /2048/],
    ['a variable with a dot', { outputVariables: { 'a.b': '1' } }, /Map keys must satisfy/],
    [
      'variables with a token',
      { outputVariables: { a: '1' }, continuationToken: 't' },
      /together with a continuation token/,
    ],
  ])('%s', async (_case, input, message) => {
    const error = await errorOf(succeed(input));
    expect(error).toMatchObject({ name: 'ValidationException', status: 400 });
    expect(error.message).toMatch(message);
  });

  it('variables of 122,880 bytes in all, and not one more', async () => {
    const variables = (bytes: number) => ({ outputVariables: { k: 'x'.repeat(bytes - 1) } });
    await expect(succeed(variables(122_880))).resolves.toBeDefined();
    const error = await errorOf(succeed(variables(122_881)));
    expect(error.name).toBe('OutputVariablesSizeExceededException');
  });
});
