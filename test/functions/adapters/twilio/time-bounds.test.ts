import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { askAccount, fakeClock } from './asking.ts';
import { answer, hang, reset, startTwilio } from './loopback-twilio.ts';

const RATE_LIMITED = answer(429, { code: 20429, message: 'Too Many Requests', status: 429 });

/** Sends a byte now and then, so that no silence is ever long. */
const drip: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json' });
  const timer = setInterval(() => response.write(' '), 5);
  response.on('close', () => clearInterval(timer));
};

/** Promises more bytes than it sends before it closes. */
const truncate: RequestListener = (_request, response) => {
  response.writeHead(200, { 'content-type': 'application/json', 'content-length': '100' });
  response.write('{"sid":', () => response.destroy());
};

/** Answers with what no HTTP client asked for; `then` says what becomes of the connection. */
function switchProtocols(then: 'left open' | 'closed'): RequestListener {
  return ({ socket }) => {
    const head = 'HTTP/1.1 101 Switching Protocols\r\nconnection: Upgrade\r\nupgrade: websocket';
    socket.write(`${head}\r\n\r\n`);
    if (then === 'closed') socket.end();
  };
}

/** Begins its headers, and never ends them. */
const endlessHeaders: RequestListener = ({ socket }) => {
  socket.write('HTTP/1.1 200 OK\r\nx-filler: ');
  const timer = setInterval(() => socket.write('a'), 5);
  socket.on('close', () => clearInterval(timer));
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
