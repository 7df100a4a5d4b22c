import { once } from 'node:events';
import type { IncomingMessage } from 'node:http';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { Fault } from '../../../local/twilio/faults/fault.ts';
import { ask, send } from './ask.ts';
import { type Pair, type PopulatedTwilio, startPopulatedTwilio } from './populated-world.ts';

let populated: PopulatedTwilio;
let path: string;
let as: Pair;

beforeAll(async () => {
  populated = await startPopulatedTwilio();
  path = `/2010-04-01/Accounts/${populated.child.sid}.json`;
  as = populated.credentials['child token'];
});
afterAll(() => populated.twilio.close());
afterEach(() => populated.twilio.faults.clear());

const JSON_TYPE = 'application/json;charset=utf-8';

describe('faults that answer', () => {
  it.each<[string, Fault, number, string, unknown]>([
    ['a status', { kind: 'status', status: 500, code: 20500 }, 500, JSON_TYPE, /"code":20500/],
    ['a text', { kind: 'status', status: 503, code: 20503, message: 'x' }, 503, JSON_TYPE, /"x"/],
    ['HTML', { kind: 'html', status: 503 }, 503, 'text/html', /<h1>503 Service Unavailable<\/h1>/],
    ['malformed JSON', { kind: 'malformed-json', status: 401 }, 401, JSON_TYPE, /"Authen$/],
    ['an empty body', { kind: 'empty', status: 200 }, 200, JSON_TYPE, /^$/],
    ['a bare object', { kind: 'json', status: 200, body: {} }, 200, JSON_TYPE, /^\{\}$/],
    [
      'RFC 9457',
      { kind: 'json', status: 401, body: { code: 20003 }, contentType: 'application/problem+json' },
      401,
      'application/problem+json',
      /20003/,
    ],
    ['a redirect', { kind: 'redirect', location: '/elsewhere' }, 302, JSON_TYPE, /^$/],
    ['a rate limit', { kind: 'rate-limit' }, 429, JSON_TYPE, /"code":20429/],
  ])('%s', async (...row) => {
    const [, fault, status, contentType, text] = row;
    populated.twilio.faults.add(fault);
    const answer = await ask(populated.twilio, path, { as });
    expect(answer.status).toBe(status);
    expect(answer.headers['content-type']).toBe(contentType);
    expect(answer.text).toMatch(text as RegExp);
    expect(answer.headers['twilio-request-id']).toMatch(/^RQ/);
  });

  it('send Location and Retry-After', async () => {
    populated.twilio.faults.add({ kind: 'redirect', status: 308, location: '/a', times: 1 });
    populated.twilio.faults.add({ kind: 'rate-limit', retryAfterSeconds: 7, times: 1 });
    const redirect = await ask(populated.twilio, path, { as });
    expect([redirect.status, redirect.headers.location]).toEqual([308, '/a']);
    expect((await ask(populated.twilio, path, { as })).headers['retry-after']).toBe('7');
  });

  it.each(['json', 'html'] as const)('echo the credentials in %s', async (format) => {
    populated.twilio.faults.add({ kind: 'echo-credentials', format });
    const answer = await ask(populated.twilio, path, { as });
    expect(answer.status).toBe(401);
    expect(answer.text).toContain(as[1]);
    expect(answer.text).toContain(Buffer.from(as.join(':')).toString('base64'));
  });
});

describe('faults of the connection', () => {
  it('resets it', async () => {
    populated.twilio.faults.add({ kind: 'reset' });
    await expect(ask(populated.twilio, path, { as })).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('sends less body than announced', async () => {
    populated.twilio.faults.add({ kind: 'truncated' });
    await expect(ask(populated.twilio, path, { as })).rejects.toMatchObject({ code: 'ECONNRESET' });
  });

  it('sends the headers at once and a body that never ends', async () => {
    populated.twilio.faults.add({ kind: 'slow-body', status: 200 });
    const outgoing = send(populated.twilio, path, { as });
    const [response]: IncomingMessage[] = await once(outgoing, 'response');
    const chunks: string[] = [];
    response?.on('data', (chunk) => chunks.push(String(chunk)));
    await expect.poll(() => chunks.join('')).toMatch(/^\{ {2,}$/);
    expect(response?.complete).toBe(false);
    outgoing.destroy();
  });

  it('hangs until the client gives up', async () => {
    populated.twilio.faults.add({ kind: 'hang' });
    const { journal } = populated.twilio;
    const before = journal.entries().length;
    const outgoing = send(populated.twilio, path, { as });
    const seen: string[] = [];
    outgoing.on('response', () => seen.push('an answer'));
    outgoing.on('error', () => undefined);
    const closed = new Promise((resolve) => outgoing.on('close', resolve));
    await expect.poll(() => journal.entries().length, { interval: 2 }).toBe(before + 1);
    outgoing.destroy();
    await closed;
    expect(seen).toEqual([]);
    expect(journal.entries().at(-1)?.status).toBeNull();
  });

  it('delays the true answer, and other faults with it', async () => {
    populated.twilio.faults.add({ kind: 'delay', delayMs: 20 });
    populated.twilio.faults.add({ kind: 'empty', status: 502, times: 1 });
    const startedMs = performance.now();
    expect((await ask(populated.twilio, path, { as })).status).toBe(502);
    expect((await ask(populated.twilio, path, { as })).status).toBe(200);
    expect(performance.now() - startedMs).toBeGreaterThan(38);
  });
});

describe('whom a fault hits', () => {
  it.each<[string, Fault['match'], boolean]>([
    ['everybody', {}, true],
    ['its path', { path: '^/2010-04-01/Accounts/AC[^/]+$' }, true],
    ['another path', { path: 'IncomingPhoneNumbers' }, false],
    ['its host', { host: 'API.twilio.com' }, true],
    ['another host', { host: 'verify.twilio.com' }, false],
    ['another username', { username: 'AC1' }, false],
    ['all parts but one', { path: 'Accounts', host: 'verify.twilio.com' }, false],
  ])('%s', async (_, match, isHit) => {
    populated.twilio.faults.add({ kind: 'empty', status: 502, match });
    expect((await ask(populated.twilio, path, { as })).status).toBe(isHit ? 502 : 200);
  });

  it('its username only', async () => {
    populated.twilio.faults.add({ kind: 'empty', status: 502, match: { username: as[0] } });
    const other = populated.credentials['parent token'];
    expect((await ask(populated.twilio, path, { as })).status).toBe(502);
    expect((await ask(populated.twilio, path, { as: other })).status).toBe(200);
  });

  it('as often as asked, in the order added', async () => {
    populated.twilio.faults.add({ kind: 'empty', status: 502, times: 2 });
    populated.twilio.faults.add({ kind: 'empty', status: 504, times: 1 });
    const statuses: unknown[] = [];
    for (let turn = 0; turn < 4; turn += 1) {
      statuses.push((await ask(populated.twilio, path, { as })).status);
    }
    expect(statuses).toEqual([502, 502, 504, 200]);
  });
});
