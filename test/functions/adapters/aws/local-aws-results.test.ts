import { describe, expect, it } from 'vitest';
import { createAlertSink } from '../../../../functions/adapters/aws/create-alert-sink.ts';
import { createPipelineJobs } from '../../../../functions/adapters/aws/create-pipeline-jobs.ts';
import type { JobResult } from '../../../../functions/domain/model/ports.ts';
import { startLocalWorld } from './start-local-world.ts';

const { signal } = new AbortController();

const ALERT = {
  subject: 'production: blocked',
  default: 'the default body',
  email: 'the e-mail body',
  sms: 'the SMS body',
  attributes: { environment: 'production', verdict: 'fail', cause: 'credential.rejected' },
};

const FAILURE: JobResult = {
  outcome: 'failure',
  type: 'ConfigurationError',
  message: 'm'.repeat(6000),
  externalExecutionId: 'r-1',
};

const SUCCESS: JobResult = {
  outcome: 'success',
  summary: 's'.repeat(3000),
  outputVariables: { verdict: 'pass', versionId: '' },
};

async function startTopic(region = 'us-east-1') {
  const aws = await startLocalWorld();
  const topicArn = aws.notifications.createTopic('alerts', { region });
  const subscribe = (protocol: 'email' | 'sms', endpoint: string, filterPolicy = '{}') =>
    aws.notifications.subscribe({ topicArn, protocol, endpoint, filterPolicy });
  return { aws, topicArn, subscribe };
}

describe('alerts', () => {
  it('reach each protocol with its own body, also in another Region', async () => {
    const { aws, topicArn, subscribe } = await startTopic('eu-west-1');
    subscribe('email', 'ops@example.com');
    subscribe('sms', '+15551230001');

    await createAlertSink({ topicArn }).publish(ALERT, { signal });

    expect(aws.notifications.mailbox.list()).toMatchObject([
      { to: 'ops@example.com', subject: ALERT.subject, body: ALERT.email },
    ]);
    expect(aws.notifications.phoneLog.list()).toMatchObject([
      { to: '+15551230001', body: ALERT.sms },
    ]);
  });

  it('can be selected by their attributes', async () => {
    const { aws, topicArn, subscribe } = await startTopic();
    subscribe('email', 'mine@example.com', '{"environment":["production"],"verdict":["fail"]}');
    subscribe('email', 'other@example.com', '{"environment":["staging"]}');

    await createAlertSink({ topicArn }).publish(ALERT, { signal });

    expect(aws.notifications.mailbox.list()).toMatchObject([{ to: 'mine@example.com' }]);
  });

  it('tell when the topic may not be published to, and when there is none', async () => {
    const { aws, topicArn } = await startTopic();
    aws.notifications.denyPublish(topicArn);
    const denied = createAlertSink({ topicArn }).publish(ALERT, { signal });
    const missing = createAlertSink({ topicArn: `${topicArn}-2` }).publish(ALERT, { signal });

    await expect(denied).rejects.toThrow(/AuthorizationError/);
    await expect(missing).rejects.toThrow(/NotFound/);
  });
});

describe('job results', () => {
  it('are accepted once, brought within the limits, and then already settled', async () => {
    const aws = await startLocalWorld();
    const { id } = aws.jobs.create();
    const jobs = createPipelineJobs();

    expect(await jobs.answer(id, FAILURE, { signal })).toMatchObject({ outcome: 'accepted' });
    expect(await jobs.answer(id, SUCCESS, { signal })).toMatchObject({
      outcome: 'already-completed',
    });
    expect(aws.jobs.get(id)?.state).toMatchObject({
      status: 'failed',
      type: 'ConfigurationError',
      message: 'm'.repeat(5000),
      externalExecutionId: 'r-1',
    });
  });

  it('carry the output variables of a success', async () => {
    const aws = await startLocalWorld();
    const { id } = aws.jobs.create();

    await createPipelineJobs().answer(id, SUCCESS, { signal });

    expect(aws.jobs.get(id)?.state).toMatchObject({
      status: 'succeeded',
      summary: 's'.repeat(2048),
      outputVariables: { verdict: 'pass' },
    });
  });

  it.each([
    ['already-completed', 'an unknown job', '11111111-2222-4333-8444-555555555555'],
    ['refused', 'a malformed job id', 'not a job'],
  ])('are %s for %s', async (outcome, _what, id) => {
    await startLocalWorld();

    expect(await createPipelineJobs().answer(id, FAILURE, { signal })).toMatchObject({ outcome });
  });

  it('show on the second try that an answer had arrived although its reply was lost', async () => {
    const aws = await startLocalWorld();
    const { id } = aws.jobs.create();
    aws.faults.add({ service: 'codepipeline', kind: 'accept-then-reset', times: 1 });
    const jobs = createPipelineJobs();

    expect(await jobs.answer(id, FAILURE, { signal })).toMatchObject({ outcome: 'unreachable' });
    expect(await jobs.answer(id, FAILURE, { signal })).toMatchObject({
      outcome: 'already-completed',
    });
    expect(aws.jobs.get(id)?.state.status).toBe('failed');
  });

  it.each(['throttle', 'server-error', 'hang', 'reset', 'garbage', 'empty'] as const)(
    'are unreachable, in one attempt, under %s',
    async (kind) => {
      const aws = await startLocalWorld();
      const { id } = aws.jobs.create();
      aws.faults.add({ service: 'codepipeline', kind });

      // Only a hung call has to run out of time; on a busy machine 100 ms pass before it arrives.
      const limits = kind === 'hang' ? { requestTimeoutMs: 100 } : {};
      const answer = await createPipelineJobs(limits).answer(id, FAILURE, { signal });

      expect(answer.outcome).toBe('unreachable');
      expect(aws.jobs.get(id)?.state.status).toBe('open');
      const arrived = aws.journal.list().length;
      expect(kind === 'hang' ? [0, 1] : [1]).toContain(arrived);
    },
  );
});
