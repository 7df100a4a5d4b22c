import { GetSecretValueCommand } from '@aws-sdk/client-secrets-manager';
import { AssumeRoleCommand } from '@aws-sdk/client-sts';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { type LocalAws, startLocalAws } from '../../../../local/aws/start-local-aws.ts';
import { clientsFor, errorOf } from '../local-aws-clients.ts';

const ROLE = 'arn:aws:iam::111122223333:role/reader';
const JSON_TYPE = { 'content-type': 'application/json' };

let aws: LocalAws;

beforeEach(async () => {
  aws = await startLocalAws();
});

afterEach(() => aws.close());

interface Seen {
  readonly status: number;
  readonly body: unknown;
}

async function control(method: string, path: string, body?: unknown): Promise<Seen> {
  const init = body === undefined ? { method } : { method, body: JSON.stringify(body) };
  const response = await fetch(`${aws.endpoint}/__control__${path}`, {
    ...init,
    headers: JSON_TYPE,
  });
  return { status: response.status, body: await response.json() };
}

const readSecret = (): Promise<unknown> =>
  clientsFor(aws.endpoint).secrets.send(new GetSecretValueCommand({ SecretId: 'a' }));

describe('control calls', () => {
  it('set, show and clear faults', async () => {
    const fault = { service: 'secretsmanager', kind: 'throttle', times: 3 };
    expect((await control('POST', '/faults', fault)).status).toBe(200);
    expect((await errorOf(readSecret())).name).toBe('ThrottlingException');
    expect((await control('GET', '/faults')).body).toEqual({ faults: [{ ...fault, times: 2 }] });
    await control('DELETE', '/faults');
    expect(aws.faults.list()).toEqual([]);
  });

  it('open jobs and show them', async () => {
    const { body } = await control('POST', '/jobs', { label: 'gate' });
    const [job] = aws.jobs.list();
    expect(body).toEqual(job);
    expect((await control('GET', `/jobs/${job?.id}`)).body).toEqual(job);
    expect((await control('GET', '/jobs')).body).toEqual({ jobs: [job] });
    expect((await control('GET', '/jobs/none')).status).toBe(404);
    const bare = await fetch(`${aws.endpoint}/__control__/jobs`, {
      method: 'POST',
      headers: JSON_TYPE,
    });
    expect(bare.status).toBe(200);
  });

  it.each([
    ['/mailbox', 'mailbox'],
    ['/phone-log', 'phoneLog'],
    ['/webhooks', 'webhooks'],
    ['/journal', 'journal'],
  ])('show and clear %s', async (path, name) => {
    const topicArn = aws.notifications.createTopic('t');
    aws.notifications.subscribe({ topicArn, protocol: 'sms', endpoint: '+15551230001' });
    await errorOf(readSecret());
    expect((await control('GET', path)).body).toHaveProperty(name);
    expect((await control('DELETE', path)).body).toEqual({ ok: true });
    expect((await control('GET', path)).body).toEqual({ [name]: [] });
  });

  it('deny secrets and allow them again', async () => {
    aws.secrets.create({ name: 'a', value: 'one' });
    await control('POST', '/secret-denials', { denial: 'kms-decryption', secretId: 'a' });
    expect((await errorOf(readSecret())).name).toBe('DecryptionFailure');
    await control('DELETE', '/secret-denials');
    await expect(readSecret()).resolves.toBeDefined();
  });

  it('refuse roles and accept them again', async () => {
    const assume = (): Promise<unknown> =>
      clientsFor(aws.endpoint).sts.send(
        new AssumeRoleCommand({ RoleArn: ROLE, RoleSessionName: 'run' }),
      );
    await control('POST', '/refused-roles', { roleArn: ROLE });
    expect((await errorOf(assume())).name).toBe('AccessDenied');
    await control('DELETE', '/refused-roles', { roleArn: ROLE });
    await expect(assume()).resolves.toBeDefined();
  });
});

describe('a control call that is wrong', () => {
  it('says which member of its body is', async () => {
    const fault = { service: 'rds', kind: 'delay', delayMs: 1, more: true };
    const { status, body } = await control('POST', '/faults', fault);
    expect(status).toBe(400);
    expect(body).toMatchObject({
      issues: [
        { path: 'service', message: expect.stringContaining('secretsmanager') },
        { path: '', message: expect.stringContaining('more') },
      ],
    });
  });

  it('says that its body is no JSON, without repeating it', async () => {
    const response = await fetch(`${aws.endpoint}/__control__/faults`, {
      method: 'POST',
      headers: JSON_TYPE,
      body: '{"canary',
    });
    expect(response.status).toBe(400);
    expect(await response.text()).not.toContain('canary');
  });

  it.each([
    ['a path it has not', 'GET', '/nothing', 404, /POST \/__control__\/faults/],
    ['no path', 'GET', '', 404, /GET \/__control__\/journal/],
    ['a method it has not', 'PUT', '/faults', 405, /takes GET, POST, DELETE, not PUT/],
  ])('names what is offered for %s', async (...row) => {
    const [, method, path, status, text] = row;
    const seen = await control(method, path);
    expect(seen.status).toBe(status);
    expect(JSON.stringify(seen.body)).toMatch(text);
  });

  it('is refused when a web page could have sent it', async () => {
    const response = await fetch(`${aws.endpoint}/__control__/jobs`, {
      method: 'POST',
      body: '{}',
    });
    expect(response.status).toBe(415);
    expect(aws.jobs.list()).toEqual([]);
  });
});
