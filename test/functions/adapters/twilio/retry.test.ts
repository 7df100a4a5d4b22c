import type { RequestListener } from 'node:http';
import { describe, expect, it } from 'vitest';
import { askAccount, fakeClock, fixedRandomness } from './asking.ts';
import { answer, hang, REJECTED, reset, startTwilio } from './loopback-twilio.ts';

const ACCOUNT = answer(200, { sid: 'ACd8ad8d377660317fe86e8acf62bfd824' });
const RATE_LIMITED = { code: 20429, message: 'Too Many Requests', status: 429 };

describe('attempts', () => {
  it.each<[string, RequestListener, number]>([
    ['a resource', ACCOUNT, 1],
    ['a 200 that is malformed', answer(200, '{"sid":'), 1],
    ['a 204', answer(204, ''), 1],
    ['a redirect', answer(302, '', { location: 'https://example.com/' }), 1],
    ['a 400', answer(400, { code: 20001, status: 400 }), 1],
    ['a rejected credential (401)', REJECTED, 1],
    ['a 401 in HTML', answer(401, '<html>'), 1],
    ['test credentials (403)', answer(403, { code: 20008, status: 403 }), 1],
    ['a 404', answer(404, { code: 20404, status: 404 }), 1],
    ['a 408', answer(408, ''), 1],
    ['a rate limit', answer(429, RATE_LIMITED), 3],
    ['a rate limit in HTML', answer(429, '<html>'), 3],
    ['a 500', answer(500, { code: 20500, status: 500 }), 3],
    ['a 502 in HTML', answer(502, '<html>'), 3],
    ['a 503', answer(503, ''), 3],
    ['a reset', reset, 3],
  ])('%s is asked for as often as its row says', async (_name, listener, expected) => {
    const twilio = await startTwilio(listener);
    const reply = await askAccount({ origin: twilio.origin });
    expect([reply.attempts, twilio.requests.length]).toEqual([expected, expected]);
  });

  it('are three when nothing comes', async () => {
    const twilio = await startTwilio(hang);
    const reply = await askAccount({ origin: twilio.origin, attemptTimeoutMs: 40 });
    expect(reply).toMatchObject({ kind: 'no-answer', reason: 'timeout', attempts: 3 });
  });

  it.each<[string, RequestListener]>([
    ['a rate limit', answer(429, RATE_LIMITED)],
    ['an outage', answer(503, '<html>')],
    ['a reset', reset],
    ['a hang', hang],
  ])('after %s the answer of the next attempt counts', async (_name, first) => {
    const twilio = await startTwilio(first, REJECTED);
    const reply = await askAccount({
      origin: twilio.origin,
      attemptTimeoutMs: first === hang ? 1_000 : 60_000,
    });
    expect(reply).toMatchObject({ kind: 'refusal', code: 20003, attempts: 2 });
  });

  it('are three for a refused connection, which is named', async () => {
    const twilio = await startTwilio(ACCOUNT);
    await twilio.stop();
    const reply = await askAccount({ origin: twilio.origin });
    expect(reply).toMatchObject({ kind: 'no-answer', reason: 'connection-refused', attempts: 3 });
  });

  it('is one for a TLS failure, since a certificate does not mend itself', async () => {
    const twilio = await startTwilio(ACCOUNT);
    const origin = new URL(twilio.origin.href.replace('http:', 'https:'));
    const reply = await askAccount({ origin });
    expect(reply).toMatchObject({ kind: 'no-answer', reason: 'tls-failed', attempts: 1 });
  });

  it('keep the request id of every answer, in order, where it has the right form', async () => {
    const [first, third] = [`RQ${'1'.repeat(32)}`, `RQ${'3'.repeat(32)}`];
    const twilio = await startTwilio(
      answer(503, '', { 'twilio-request-id': first }),
      answer(503, '', { 'twilio-request-id': 'RQ<script>' }),
      answer(200, { sid: 'AC' }, { 'twilio-request-id': third }),
    );
    const reply = await askAccount({ origin: twilio.origin });
    expect(reply).toMatchObject({ kind: 'resource', attempts: 3, requestIds: [first, third] });
  });
});

describe('the wait before the next attempt', () => {
  it.each([
    ['no Retry-After', {}, [125, 250]],
    ['Retry-After in seconds', { 'retry-after': '2' }, [2_125, 2_250]],
    [
      'Retry-After as a date',
      { 'retry-after': 'Sun, 22 Nov 2026 03:00:03 GMT' },
      [3_125, 250], // The date has passed when it comes again.
    ],
    ['a Retry-After nobody can read', { 'retry-after': 'soon' }, [125, 250]],
  ])('is full jitter on a doubling base, with %s', async (_name, headers, expected) => {
    const twilio = await startTwilio(answer(429, RATE_LIMITED, headers));
    const clock = fakeClock();
    await askAccount({ origin: twilio.origin, clock, randomness: fixedRandomness(0.5) });
    expect(clock.waitsMs).toEqual(expected);
  });

  it('is counted in the duration', async () => {
    const twilio = await startTwilio(answer(429, RATE_LIMITED, { 'retry-after': '2' }));
    const reply = await askAccount({ origin: twilio.origin });
    expect(reply.durationMs).toBe(4_000);
  });

  it.each([
    ['Retry-After goes beyond the deadline', '5', { deadlineMs: 1_000_000 + 4_000 }],
    ['Retry-After goes beyond 20 s and no deadline is given', '21', {}],
    ['Retry-After is beyond all timers', '99999999999', {}],
  ])('is not begun when %s: the rate limit is reported at once', async (_name, seconds, call) => {
    const twilio = await startTwilio(answer(429, RATE_LIMITED, { 'retry-after': seconds }));
    const clock = fakeClock();
    const reply = await askAccount({ origin: twilio.origin, clock }, call);
    expect(reply).toMatchObject({ kind: 'refusal', status: 429, code: 20429, attempts: 1 });
    expect(clock.waitsMs).toEqual([]);
  });
});
