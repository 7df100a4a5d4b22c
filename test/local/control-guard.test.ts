import { request } from 'node:http';
import { text } from 'node:stream/consumers';
import { describe, expect, it, onTestFinished } from 'vitest';
import { startLocalAws } from '../../local/aws/start-local-aws.ts';
import { startLambdaEndpoint } from '../../local/lambda/start-lambda-endpoint.ts';
import { startLocalTwilio } from '../../local/twilio/start-local-twilio.ts';

interface Sent {
  readonly method: string;
  readonly path: string;
  readonly headers: Readonly<Record<string, string>>;
  readonly body?: string;
}

async function statusOf(
  origin: string,
  { method, path, headers, body = '' }: Sent,
): Promise<number> {
  return await new Promise((resolve, reject) => {
    const sent = request(new URL(path, origin), { method, headers }, (response) => {
      text(response).then(() => resolve(response.statusCode ?? 0), reject);
    });
    sent.on('error', reject);
    sent.end(body);
  });
}

async function startAws(): Promise<string> {
  const aws = await startLocalAws();
  onTestFinished(() => aws.close());
  return aws.endpoint;
}

async function startTwilio(): Promise<string> {
  const twilio = await startLocalTwilio();
  onTestFinished(() => twilio.close());
  return twilio.origin;
}

async function startLambda(): Promise<string> {
  const lambda = await startLambdaEndpoint({ functions: [] });
  onTestFinished(() => lambda.close());
  return lambda.endpoint;
}

const JSON_TYPE = { 'content-type': 'application/json' };
const AWS_FAULT = JSON.stringify({ service: 'sns', kind: 'hang' });
const TWILIO_FAULT = JSON.stringify({ kind: 'hang' });

describe.each([
  ['the local AWS', startAws, AWS_FAULT],
  ['the local Twilio', startTwilio, TWILIO_FAULT],
])('the control of %s', (_name, start, body) => {
  const path = '/__control__/faults';
  const post = { method: 'POST', path, body } as const;

  it.each([
    ['a host that a page resolves to loopback', { ...JSON_TYPE, host: 'evil.example' }, 403],
    ['a host that only begins as loopback', { ...JSON_TYPE, host: '127.0.0.1.evil.example' }, 403],
    ['another origin', { ...JSON_TYPE, origin: 'http://evil.example' }, 403],
    ['an origin that is none', { ...JSON_TYPE, origin: 'null' }, 403],
    ['a page of another site', { ...JSON_TYPE, 'sec-fetch-site': 'cross-site' }, 403],
    ['a text, as a form sends it', { 'content-type': 'text/plain' }, 415],
    ['a text that is called JSON', { 'content-type': 'text/plain;application/json' }, 415],
    ['a form', { 'content-type': 'application/x-www-form-urlencoded' }, 415],
    ['no content type', {}, 415],
  ])('refuses %s', async (_what, headers, status) => {
    expect(await statusOf(await start(), { ...post, headers })).toBe(status);
  });

  it.each([
    ['GET', 'evil.example'],
    ['DELETE', 'evil.example'],
  ])('refuses %s by another host', async (method, host) => {
    expect(await statusOf(await start(), { method, path, headers: { host } })).toBe(403);
  });

  it('takes JSON by each name of loopback, and from its own origin', async () => {
    const origin = await start();
    const { port } = new URL(origin);
    for (const host of [`127.0.0.1:${port}`, `localhost:${port}`, `[::1]:${port}`]) {
      const headers = { ...JSON_TYPE, host, origin: `http://${host}` };
      expect(await statusOf(origin, { ...post, headers })).toBeLessThan(300);
    }
  });
});

describe('the local Lambda', () => {
  const path = '/2015-03-31/functions/gate/invocations';

  it('is not invoked by a web page', async () => {
    const origin = await startLambda();
    const headers = { 'content-type': 'text/plain', origin: 'http://evil.example' };
    expect(await statusOf(origin, { method: 'POST', path, headers, body: '{}' })).toBe(403);
    const rebound = { host: 'evil.example' };
    expect(await statusOf(origin, { method: 'POST', path, headers: rebound })).toBe(403);
  });
});
