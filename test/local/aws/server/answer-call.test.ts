import { once } from 'node:events';
import { connect } from 'node:net';
import { CreateSecretCommand, GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { PublishCommand } from '@aws-sdk/client-sns';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { clientsFor, errorOf } from '../local-aws-clients.ts';

const SIGNED = {
  authorization:
    'AWS4-HMAC-SHA256 Credential=AKID/20260101/eu-west-1/secretsmanager/aws4_request, SignedHeaders=host, Signature=0',
};
const FORM = { 'content-type': 'application/x-www-form-urlencoded' };
const CANARY = 'canary-0123456789abcdef';

let aws: LocalAws;

beforeEach(async () => {
  aws = await startLocalAws();
});

afterEach(() => aws.close());

interface Sent {
  readonly status: number;
  readonly text: string;
  readonly requestId: string | null;
}

async function send(headers: Readonly<Record<string, string>>, body: string): Promise<Sent> {
  const response = await fetch(aws.endpoint, { method: 'POST', headers, body });
  const requestId = response.headers.get('x-amzn-requestid');
  return { status: response.status, text: await response.text(), requestId };
}

const json = (target: string, more = {}): Readonly<Record<string, string>> => ({
  'x-amz-target': target,
  ...SIGNED,
  ...more,
});

describe('a request that AWS would not take', () => {
  it.each([
    [
      'an operation that is not offered',
      json('secretsmanager.StopReplicationToReplica'),
      '{}',
      400,
      /UnknownOperationException.*StopReplicationToReplica of secretsmanager.*GetSecretValue/,
    ],
    [
      'GetJobDetails, which would return credentials',
      json('CodePipeline_20150709.GetJobDetails'),
      '{}',
      400,
      /UnknownOperationException.*PutJobSuccessResult, PutJobFailureResult/,
    ],
    [
      'a name that every object has',
      json('secretsmanager.constructor'),
      '{}',
      400,
      /UnknownOperationException/,
    ],
    ['another JSON service', json('Kinesis_20131202.PutRecord'), '{}', 400, /no service for/],
    ['a target without a dot', json('constructor'), '{}', 400, /no service for/],
    ['no JSON', json('secretsmanager.ListSecrets'), CANARY, 400, /SerializationException/],
    ['a JSON list', json('secretsmanager.ListSecrets'), '[]', 400, /SerializationException/],
    [
      'no signature',
      { 'x-amz-target': 'secretsmanager.ListSecrets' },
      '{}',
      403,
      /MissingAuthenticationTokenException/,
    ],
    [
      'no signature, in XML',
      FORM,
      'Action=ListTopics&Version=2010-03-31',
      403,
      /<Code>MissingAuthenticationToken<\/Code>/,
    ],
    [
      'a Query operation that is not offered',
      { ...FORM, ...SIGNED },
      'Action=PublishBatch&Version=2010-03-31',
      400,
      /<Type>Sender<\/Type><Code>InvalidAction<\/Code>.*PublishBatch of sns/,
    ],
    ['another Query service', FORM, 'Action=X&Version=2012-11-05', 400, /<Code>InvalidAction</],
    ['no Query service', FORM, '', 400, /<ErrorResponse.*\(none\)/],
    [
      'a parameter that is value and structure',
      FORM,
      'Tags=a&Tags.member.1=b&Version=2010-03-31',
      400,
      /MalformedQueryString.*Tags.member.1 is given twice/,
    ],
    ['a parameter twice', FORM, 'Action=a&Action=b', 400, /Action is given twice/],
    ['3 MiB', json('secretsmanager.ListSecrets'), ' '.repeat(3 << 20), 413, /larger than/],
  ])('for %s says what is wrong', async (...row) => {
    const [, headers, body, status, text] = row;
    const answer = await send(headers, body);
    expect(answer.text).toMatch(text);
    expect(answer.status).toBe(status);
    expect(answer.requestId).not.toBeNull();
    expect(answer.text).not.toContain(CANARY);
  });

  it('for several members names them all', async () => {
    const answer = await send(json('secretsmanager.UpdateSecretVersionStage'), '{}');
    expect(answer.text).toContain('2 validation errors detected: ');
  });
});

describe('Query answers', () => {
  it('carry what XML cannot as a replacement character, and escape the rest', async () => {
    const form = new URLSearchParams({ Action: '<a & "b">\u0000', Version: '2010-03-31' });
    const { text } = await send({ ...FORM, ...SIGNED }, form.toString());
    expect(text).toContain('&lt;a &amp; &quot;b&quot;&gt;\ufffd');
  });

  it('take an empty list as none', async () => {
    const TopicArn = aws.notifications.createTopic('t', { region: 'eu-west-1' });
    const form = { Action: 'Publish', Version: '2010-03-31', TopicArn, Message: 'm' };
    const body = new URLSearchParams({ ...form, MessageAttributes: '' }).toString();
    expect((await send({ ...FORM, ...SIGNED }, body)).status).toBe(200);
  });
});

describe('the journal', () => {
  it('records service, operation, Region, resource, principal and outcome of each call', async () => {
    const { secrets, sns } = clientsFor(aws.endpoint, { region: 'eu-west-1' });
    await errorOf(secrets.send(new GetSecretValueCommand({ SecretId: 'a/b' })));
    aws.faults.add({ service: 'sns', kind: 'reset' });
    await errorOf(sns.send(new PublishCommand({ TopicArn: 'arn:x', Message: 'm' })));
    const common = { region: 'eu-west-1', principal: 'arn:aws:iam::111122223333:user/local' };
    expect(aws.journal.list()).toEqual([
      {
        ...common,
        at: expect.stringMatching(/^\d{4}-.*Z$/),
        requestId: expect.stringMatching(/^[0-9a-f-]{36}$/),
        service: 'secretsmanager',
        operation: 'GetSecretValue',
        resources: ['a/b'],
        status: 400,
        error: 'ResourceNotFoundException',
      },
      expect.objectContaining({
        ...common,
        service: 'sns',
        operation: 'Publish',
        resources: ['arn:x'],
        status: null,
        fault: 'reset',
      }),
    ]);
  });

  it('names no principal where there is none', async () => {
    await send({ 'x-amz-target': 'secretsmanager.ListSecrets' }, '{}');
    await send(
      json('secretsmanager.ListSecrets', {
        authorization: SIGNED.authorization.replace('AKID', 'ASIA0'),
      }),
      '{}',
    );
    expect(aws.journal.list()).toMatchObject([
      { principal: null, region: 'us-east-1', status: 403 },
      { principal: null, region: 'eu-west-1', error: 'UnrecognizedClientException' },
    ]);
  });

  it('holds no secret value, message, signature or session', async () => {
    const credentials = { accessKeyId: 'AKID', secretAccessKey: CANARY };
    const { secrets, sns, sts } = clientsFor(aws.endpoint, { credentials });
    await secrets.send(new CreateSecretCommand({ Name: 'a', SecretString: CANARY }));
    await secrets.send(new GetSecretValueCommand({ SecretId: 'a' }));
    await errorOf(sns.send(new PublishCommand({ TopicArn: 'arn:x', Message: CANARY })));
    const RoleArn = 'arn:aws:iam::111122223333:role/r';
    const assume = new AssumeRoleCommand({ RoleArn, RoleSessionName: 'run' });
    const { Credentials } = await sts.send(assume);
    const journal = JSON.stringify(aws.journal.list());
    expect(journal).not.toContain('canary');
    expect(journal).not.toContain('Signature');
    expect(journal).not.toContain(Credentials?.SessionToken);
  });
});

describe('a world', () => {
  it('rejects when its port is taken', async () => {
    const port = Number(new URL(aws.endpoint).port);
    await expect(startLocalAws({ port })).rejects.toThrow(/EADDRINUSE/);
  });

  it('outlives a caller who leaves in the middle of a request', async () => {
    const caller = connect(Number(new URL(aws.endpoint).port), '127.0.0.1');
    caller.write('POST / HTTP/1.1\r\nHost: x\r\nContent-Length: 100\r\n\r\nhalf', () =>
      caller.destroy(),
    );
    await once(caller, 'close');
    expect((await send(json('secretsmanager.ListSecrets'), '{}')).status).toBe(200);
  });

  it('may be closed twice', async () => {
    await aws.close();
    await expect(aws.close()).resolves.toBeUndefined();
  });
});
