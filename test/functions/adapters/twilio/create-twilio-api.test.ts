import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import { createTwilioApi } from '../../../../functions/adapters/twilio/create-twilio-api.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import type { TwilioQuestion } from '../../../../functions/domain/model/twilio-api.ts';
import {
  ACCOUNT_SID,
  accountQuestion,
  askAccount,
  fakeClock,
  fixedRandomness,
  PASSWORD,
  twilioApi,
} from './asking.ts';
import { answer, type LoopbackTwilio, REJECTED, startTwilio } from './loopback-twilio.ts';

const KEY_SID = `SK${'0123456789abcdef'.repeat(2)}`;
const { signal } = new AbortController();

let twilio: LoopbackTwilio;
beforeEach(async () => {
  twilio = await startTwilio(answer(200, { sid: ACCOUNT_SID }));
});

async function sent(changes: Partial<TwilioQuestion>) {
  const reply = await twilioApi({ origin: twilio.origin }).ask(accountQuestion(changes), {
    signal,
  });
  const [request] = twilio.requests;
  return { reply, method: request?.method, url: request?.url, headers: request?.headers ?? {} };
}

describe('a question on the wire', () => {
  it('is a GET of its path and query', async () => {
    const path = `/2010-04-01/Accounts/${ACCOUNT_SID}/IncomingPhoneNumbers.json`;
    const { method, url, reply } = await sent({
      path,
      query: { PageSize: '1', PhoneNumber: '+15551230000' },
    });
    const address = `${path}?PageSize=1&PhoneNumber=%2B15551230000`;
    expect([method, url]).toEqual(['GET', address]);
    expect(reply.request).toBe(`GET https://api.twilio.com${address}`);
  });

  it.each([
    ['us1', 'api.twilio.com'],
    ['ie1', 'api.dublin.ie1.twilio.com'],
    ['au1', 'api.sydney.au1.twilio.com'],
  ] as const)('of Region %s names the host %s, also at another origin', async (region, host) => {
    const { headers, reply } = await sent({ region });
    expect(headers.host).toBe(host);
    expect(reply.request).toContain(`GET https://${host}/2010-04-01/`);
  });

  it.each([
    ['an Account SID', ACCOUNT_SID],
    ['an API Key SID', KEY_SID],
    ['something that is no SID', 'müller'],
  ])('carries the credential with %s as user name', async (_name, username) => {
    const credential = { username, password: new Redacted(PASSWORD) };
    const { headers } = await sent({ credential });
    const [scheme, encoded = ''] = (headers.authorization ?? '').split(' ');
    expect([scheme, Buffer.from(encoded, 'base64').toString()]).toEqual([
      'Basic',
      `${username}:${PASSWORD}`,
    ]);
  });

  it('names the SDK and this product as user agent, and asks for JSON', async () => {
    const { headers } = await sent({});
    expect(headers['user-agent']).toMatch(
      /^twilio-node\/6\.2\.0 \(.+\) node\/v\S+ twilio-preflight\/1\.2\.3$/,
    );
    expect(headers.accept).toBe('application/json');
  });

  it.each([
    ['looks like user info', '@example.com/x'],
    ['looks like a host', '//example.com/x'],
    ['climbs', '/../../example.com'],
  ])('stays at Twilio when its path %s', async (_name, path) => {
    const { headers, reply } = await sent({ path });
    expect(headers.host).toBe('api.twilio.com');
    expect(reply.request).toMatch(/^GET https:\/\/api\.twilio\.com\//);
  });

  it('does not follow a redirect', async () => {
    const elsewhere = await startTwilio(REJECTED);
    const redirecting = await startTwilio(answer(302, '', { location: elsewhere.origin.href }));
    const reply = await askAccount({ origin: redirecting.origin });
    expect(reply).toMatchObject({ kind: 'unexpected', status: 302 });
    expect(elsewhere.requests).toEqual([]);
  });

  it.each([
    ['password', { username: ACCOUNT_SID, password: new Redacted('') }],
    ['user name', { username: '', password: new Redacted(PASSWORD) }],
  ])('is never sent with an empty %s', async (_name, credential) => {
    await expect(sent({ credential })).rejects.toMatchObject({ code: 'payload.invalid' });
    expect(twilio.requests).toEqual([]);
  });
});

describe('connections', () => {
  const api = (origin: URL) =>
    createTwilioApi({
      clock: fakeClock(),
      randomness: fixedRandomness(0),
      productVersion: '1.2.3',
      origin,
    });

  it('are reused from question to question', async () => {
    const reused = api(twilio.origin);
    for (let asked = 0; asked < 4; asked++) await reused.ask(accountQuestion(), { signal });
    reused.close();
    expect([twilio.requests.length, twilio.connections()]).toEqual([4, 1]);
  });

  it('that the server closed in the meantime cost an attempt, not the answer', async () => {
    const closing = await startTwilio(
      answer(200, { sid: 'first' }),
      (request) => request.socket.resetAndDestroy(),
      answer(200, { sid: 'second' }),
    );
    const reused = api(closing.origin);
    await reused.ask(accountQuestion(), { signal });
    const reply = await reused.ask(accountQuestion(), { signal });
    reused.close();
    expect(reply).toMatchObject({ kind: 'resource', body: { sid: 'second' }, attempts: 2 });
  });

  it('end when the adapter is closed', async () => {
    const closed = api(twilio.origin);
    await closed.ask(accountQuestion(), { signal });
    closed.close();
    await closed.ask(accountQuestion(), { signal });
    closed.close();
    expect(twilio.connections()).toBe(2);
  });
});

describe('the process environment', () => {
  afterEach(() => {
    vi.unstubAllEnvs();
  });

  it('changes neither host nor credential nor transport, and makes nothing be logged', async () => {
    const log = vi.spyOn(console, 'log');
    vi.stubEnv('TWILIO_REGION', 'ie1');
    vi.stubEnv('TWILIO_EDGE', 'sydney');
    vi.stubEnv('TWILIO_ACCOUNT_SID', `AC${'f'.repeat(32)}`);
    vi.stubEnv('TWILIO_AUTH_TOKEN', 'f'.repeat(32));
    vi.stubEnv('TWILIO_LOG_LEVEL', 'debug');
    vi.stubEnv('TWILIO_CA_BUNDLE', '/nowhere');
    vi.stubEnv('HTTP_PROXY', 'http://127.0.0.1:9');
    vi.stubEnv('HTTPS_PROXY', 'http://127.0.0.1:9');
    const { headers, reply } = await sent({});
    expect(reply.kind).toBe('resource');
    expect(headers.host).toBe('api.twilio.com');
    expect(headers.authorization).toBe(
      `Basic ${Buffer.from(`${ACCOUNT_SID}:${PASSWORD}`).toString('base64')}`,
    );
    expect(log).not.toHaveBeenCalled();
    log.mockRestore();
  });
});
