import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { ACCOUNT_SID, accountQuestion, PASSWORD, twilioApi } from './asking.ts';
import { answer, hang, REJECTED, reset, startTwilio } from './loopback-twilio.ts';

const QUEUED = answer(201, { sid: `CA${'1'.repeat(32)}`, status: 'queued' });
const RATE_LIMITED = answer(429, { code: 20429, message: 'Too Many Requests', status: 429 });
const CALL = accountQuestion({
  path: `/2010-04-01/Accounts/${ACCOUNT_SID}/Calls.json`,
  form: {
    To: '+15551239999',
    From: '+15551230000',
    Twiml: '<Response><Say>a & b</Say></Response>',
  },
});
const LIMITED = 'Invalid parameters - trial accounts have limited parameter access';
const signal = new AbortController().signal;

describe('a question with a form', () => {
  it.each<[string, RequestListener, number]>([
    ['a resource', QUEUED, 1],
    ['a rejected credential', REJECTED, 1],
    ['a 500', answer(500, { code: 20500, status: 500 }), 1],
    ['a 503', answer(503, '<html>'), 1],
    ['a reset', reset, 1],
    ['a hang', hang, 1],
    ['a rate limit, which Twilio never processes', RATE_LIMITED, 3],
  ])('is sent as often as its row says after %s', async (_name, listener, expected) => {
    const twilio = await startTwilio(listener);
    const attemptTimeoutMs = listener === hang ? 300 : 60_000;
    const api = twilioApi({ origin: twilio.origin, attemptTimeoutMs });
    const reply = await api.ask(CALL, { signal });
    // A stalled machine may reach the bound of a hang before the request arrives; it is never sent twice.
    const arrived =
      listener === hang ? Math.max(1, twilio.requests.length) : twilio.requests.length;
    expect([reply.attempts, arrived]).toEqual([expected, expected]);
  });

  it('is not what the rate limit before it was where the run ended while it was out', async () => {
    const run = new AbortController();
    const twilio = await startTwilio(RATE_LIMITED, () => run.abort());
    const api = twilioApi({ origin: twilio.origin });
    const reply = await api.ask(CALL, { signal: run.signal });
    expect(reply).toMatchObject({ kind: 'no-answer', reason: 'out-of-time', attempts: 2 });
  });

  it.each([
    ['a Trial account, by a text without a code', { message: LIMITED }, 'refusal'],
    ['a Trial account, by code 0', { code: 0, message: LIMITED, status: 400 }, 'refusal'],
    ['something else without a code', { message: 'Bad request' }, 'unexpected'],
    ['nothing', {}, 'unexpected'],
  ])('is refused with 400 by %s', async (_name, body, kind) => {
    const twilio = await startTwilio(answer(400, body));
    const reply = await twilioApi({ origin: twilio.origin }).ask(CALL, { signal });
    expect(reply).toMatchObject({ kind, status: 400 });
    expect(reply.kind === 'refusal' ? reply.code : 0).toBe(0);
  });

  it('is a POST whose form is encoded, and named as one', async () => {
    const bodies: string[] = [];
    const twilio = await startTwilio((request, response) => {
      request.on('data', (chunk) => bodies.push(String(chunk)));
      request.on('end', () => QUEUED(request, response));
    });
    const reply = await twilioApi({ origin: twilio.origin }).ask(CALL, { signal });
    const [request] = twilio.requests;
    expect(Object.fromEntries(new URLSearchParams(bodies.join('')))).toEqual(CALL.form);
    expect([request?.method, request?.headers['content-type'], reply.request]).toEqual([
      'POST',
      'application/x-www-form-urlencoded',
      `POST https://api.twilio.com${CALL.path}`,
    ]);
  });
});

describe('the header of a question', () => {
  const credential = { username: `OQ${'a'.repeat(32)}`, password: new Redacted(PASSWORD) };
  const basic = `Basic ${Buffer.from(`${credential.username}:${PASSWORD}`).toString('base64')}`;

  it.each([
    [undefined, basic],
    ['basic', basic],
    ['bearer', `Bearer ${PASSWORD}`],
    ['form', undefined],
  ] as const)('with scheme %s is what its row says', async (scheme, expected) => {
    const twilio = await startTwilio(QUEUED);
    const question = { ...CALL, credential: { ...credential, scheme } };
    await twilioApi({ origin: twilio.origin }).ask(question, { signal });
    expect(twilio.requests[0]?.headers.authorization).toBe(expected);
  });

  it('and the form come back in no text', async () => {
    const secret = 'Xw7KpQ2mNv9RtB4cJh6LsD8fGy3ZaE5u';
    const echo = answer(400, { code: 20001, message: `echo ${secret} ${PASSWORD}`, status: 400 });
    const twilio = await startTwilio(echo);
    const form = { client_secret: new Redacted(secret) };
    const question = { ...CALL, form, credential: { ...credential, scheme: 'bearer' as const } };
    const api = twilioApi({ origin: twilio.origin });
    // What is kept for the credential knows nothing of a form.
    await api.ask({ ...question, form: undefined }, { signal });
    const reply = await api.ask(question, { signal });
    expect(JSON.stringify(reply)).toContain('echo');
    expect(JSON.stringify(reply)).not.toMatch(new RegExp(`${secret}|${PASSWORD}`));
  });
});
