import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { drip, endlessHeaders, switchProtocols } from '../../../faults/misbehaviours.ts';
import { askAccount, fakeClock } from './asking.ts';
import { answer, hang, reset, startTwilio } from './loopback-twilio.ts';

const RATE_LIMITED = answer(429, { code: 20429, message: 'Too Many Requests', status: 429 });

/** Promises more bytes than it sends before it closes. */
const truncate: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"sid":', () => response.destroy());
};

const noHttp: RequestListener = (request) => {
  request.socket.end('SSH-2.0-OpenSSH_9.6\r\n');
};

describe('an attempt', () => {
  it.each<[string, RequestListener]>([
    ['nothing comes', hang],
    ['the headers never end', endlessHeaders],
    ['the body trickles in', drip],
  ])('is cut at its bound when %s', async (_name, listener) => {
    const twilio = await startTwilio(listener);
    const reply = await askAccount({ origin: twilio.origin, attemptTimeoutMs: 40 });
    const detail = 'no complete answer within 40 ms';
    expect(reply).toMatchObject({ kind: 'no-answer', reason: 'timeout', detail });
  });

  it.each<[string, RequestListener, string]>([
    ['the body is cut short', truncate, 'ECONNRESET'],
    ['the connection is reset', reset, 'ECONNRESET'],
    ['something other than HTTP comes', noHttp, 'HPE_INVALID'],
  ])('is a broken connection when %s', async (_name, listener, code) => {
    const twilio = await startTwilio(listener);
    const reply = await askAccount({ origin: twilio.origin });
    expect(reply).toMatchObject({ kind: 'no-answer', reason: 'connection-reset' });
    expect(reply).toHaveProperty('detail', expect.stringContaining(code));
  });
});

describe('an answer that switches protocols', () => {
  it.each(['left open', 'closed'] as const)('is an unexpected reply when %s', async (then) => {
    const twilio = await startTwilio(switchProtocols(then));
    const reply = await askAccount({ origin: twilio.origin });
    expect(reply).toMatchObject({ kind: 'unexpected', status: 101, attempts: 1 });
    expect(twilio.requests).toHaveLength(1);
  });
});

describe('a call that is aborted', () => {
  it('is out of time without a request when that was before it began', async () => {
    const twilio = await startTwilio(RATE_LIMITED);
    const reply = await askAccount({ origin: twilio.origin }, { signal: AbortSignal.abort() });
    expect(reply).toMatchObject({ kind: 'no-answer', reason: 'out-of-time', attempts: 0 });
    expect(twilio.requests).toEqual([]);
  });

  it.each<[string, RequestListener]>([
    ['while nothing comes', hang],
    ['while the headers never end', endlessHeaders],
    ['while the body trickles in', drip],
  ])('is out of time %s, and not tried again', async (_name, listener) => {
    const call = new AbortController();
    const twilio = await startTwilio((request, response) => {
      listener(request, response);
      setTimeout(() => call.abort(), 15);
    });
    const reply = await askAccount({ origin: twilio.origin }, { signal: call.signal });
    expect(reply).toMatchObject({ kind: 'no-answer', reason: 'out-of-time', attempts: 1 });
  });

  it('reports the rate limit it was waiting out', async () => {
    const twilio = await startTwilio(RATE_LIMITED);
    const call = new AbortController();
    const clock = { ...fakeClock(), sleep: async () => call.abort() };
    const reply = await askAccount({ origin: twilio.origin, clock }, { signal: call.signal });
    expect(reply).toMatchObject({ kind: 'refusal', status: 429, attempts: 1 });
  });

  it('reports the rate limit that the cut-off attempt came after', async () => {
    const call = new AbortController();
    const twilio = await startTwilio(RATE_LIMITED, () => call.abort());
    const reply = await askAccount({ origin: twilio.origin }, { signal: call.signal });
    expect(reply).toMatchObject({ kind: 'refusal', status: 429, attempts: 2 });
  });
});
