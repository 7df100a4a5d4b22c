import { execFile, spawnSync } from 'node:child_process';
import { promisify } from 'node:util';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../local/aws/start-local-aws.ts';

const hasCli = spawnSync('aws', ['--version']).status === 0;
const run = promisify(execFile);

let aws: LocalAws;

beforeAll(async () => {
  aws = await startLocalAws();
});

afterAll(() => aws.close());

/** Every version takes `--endpoint-url`; only 2.13, 1.29 and newer read AWS_ENDPOINT_URL. */
async function cli(...words: readonly string[]): Promise<unknown> {
  const { stdout } = await run(
    'aws',
    ['--endpoint-url', aws.endpoint, ...words, '--output', 'json'],
    {
      env: {
        PATH: process.env['PATH'],
        // The pager and the caller's own profile stay out of it.
        HOME: '/nonexistent',
        AWS_PAGER: '',
        AWS_REGION: aws.region,
        AWS_DEFAULT_REGION: aws.region,
        AWS_ACCESS_KEY_ID: 'AKIDCLI',
        AWS_SECRET_ACCESS_KEY: 'unused',
        AWS_MAX_ATTEMPTS: '1',
      },
    },
  );
  return stdout === '' ? undefined : JSON.parse(stdout);
}

describe.skipIf(!hasCli)(`the AWS CLI${hasCli ? '' : ' (skipped: no aws on the PATH)'}`, () => {
  it('creates, writes and reads a secret, and sees AWS errors as such', async () => {
    await cli('secretsmanager', 'create-secret', '--name', 'a/b', '--secret-string', 'one');
    await cli('secretsmanager', 'put-secret-value', '--secret-id', 'a/b', '--secret-string', 'two');
    const [current, missing] = await Promise.all([
      cli('secretsmanager', 'get-secret-value', '--secret-id', 'a/b'),
      cli('secretsmanager', 'get-secret-value', '--secret-id', 'none').catch(String),
    ]);
    expect(current).toMatchObject({ SecretString: 'two', VersionStages: ['AWSCURRENT'] });
    // Some versions name the retries in between.
    expect(missing).toMatch(
      /\(ResourceNotFoundException\) when calling the GetSecretValue operation.*: Secrets Manager can't find the specified secret\./,
    );
  });

  it('publishes to a topic and lists its subscriptions', async () => {
    const topicArn = aws.notifications.createTopic('alerts');
    aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint: 'ops@example.com' });
    const topic = ['--topic-arn', topicArn];
    const [published, listed, refused] = await Promise.all([
      cli('sns', 'publish', ...topic, '--subject', 'Blocked', '--message', 'Read me'),
      cli('sns', 'list-subscriptions-by-topic', ...topic),
      cli('sns', 'publish', ...topic, '--message', '{}', '--message-structure', 'json').catch(
        String,
      ),
    ]);
    expect(published).toHaveProperty('MessageId');
    expect(listed).toMatchObject({ Subscriptions: [{ Endpoint: 'ops@example.com' }] });
    expect(refused).toContain('(InvalidParameter) when calling the Publish operation');
    expect(aws.notifications.mailbox.list()).toMatchObject([
      { subject: 'Blocked', body: 'Read me' },
    ]);
  });

  it('answers a job', async () => {
    const { id } = aws.jobs.create();
    const details = 'type=JobFailed,message=stale token';
    const fail = ['codepipeline', 'put-job-failure-result', '--job-id', id];
    await cli(...fail, '--failure-details', details);
    expect(aws.jobs.get(id)?.state).toMatchObject({ status: 'failed', message: 'stale token' });
  });
});
