import { describe, expect, it } from 'vitest';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { askAccount } from './asking.ts';
import { answer, startTwilio } from './loopback-twilio.ts';

type Answer = readonly [status: number, body: unknown, contentType?: string];

async function replyTo(...answered: Answer): Promise<TwilioReply> {
  const [status, body, contentType = 'application/json'] = answered;
  const twilio = await startTwilio(answer(status, body, { 'content-type': contentType }));
  return askAccount({ origin: twilio.origin });
}

describe('a resource', () => {
  it('is the JSON object of a 200', async () => {
    expect(await replyTo(200, { sid: 'AC1', nested: [{ a: null }] })).toEqual({
      kind: 'resource',
      status: 200,
      body: { sid: 'AC1', nested: [{ a: null }] },
      request: expect.stringMatching(/^GET https:\/\/api\.twilio\.com\/2010-04-01\/Accounts\/AC/),
      attempts: 1,
      requestIds: [],
      durationMs: 0,
    });
  });

  it.each([
    'application/json',
    'application/json;charset=utf-8',
    'Application/JSON ; charset=UTF-8',
    'application/hal+json',
    'text/json',
  ])('is sent as JSON: %s', async (contentType) => {
    expect(await replyTo(200, {}, contentType)).toMatchObject({ kind: 'resource' });
  });

  it('may say a member twice that has one value', async () => {
    expect(await replyTo(200, '{"sid":"AC1","sid":"AC1"}')).toMatchObject({ kind: 'resource' });
  });

  it('is an empty object too: what it proves is for the judge to say', async () => {
    expect(await replyTo(200, {})).toMatchObject({ kind: 'resource', body: {} });
  });
});

describe('a refusal', () => {
  it.each([
    [
      'the classic shape',
      401,
      { code: 20003, message: 'Authenticate', more_info: '', status: 401 },
    ],
    [
      'the RFC 9457 shape',
      401,
      { type: 'https://t', title: 'T', status: 401, code: 20003, detail: 'Authenticate' },
    ],
    ['an RFC 9457 shape without detail', 401, { title: 'Authenticate', status: 401, code: 20003 }],
    ['a status that is null', 401, { code: 20003, message: 'Authenticate', status: null }],
    ['a body without a status', 403, { code: 20003, message: 'Authenticate' }],
    ['an empty message and a detail', 401, { code: 20003, message: '', detail: 'Authenticate' }],
  ])('is read from %s', async (_name, status, body) => {
    const expected = { kind: 'refusal', status, code: 20003, message: 'Authenticate' };
    expect(await replyTo(status, body, 'application/problem+json')).toMatchObject(expected);
  });

  it('has an empty message when Twilio wrote none', async () => {
    expect(await replyTo(404, { code: 20404 })).toMatchObject({ kind: 'refusal', message: '' });
  });

  it('has a message of at most 200 characters without control characters', async () => {
    const message = `\u001b[31mblue\r\n${'green '.repeat(300)}`;
    const reply = await replyTo(401, { code: 20003, message });
    expect(reply).toHaveProperty('message', `blue ${'green '.repeat(33)}`.slice(0, 200));
  });
});

describe('an unexpected answer', () => {
  it.each<[string, Answer, string]>([
    ['a 200 with a list', [200, '[]'], "JSON that has not the form of Twilio's answers"],
    ['a 200 with null', [200, 'null'], 'JSON that has not the form'],
    ['a 200 with a text', [200, '"AC"'], 'JSON that has not the form'],
    ['a 200 with malformed JSON', [200, '{"sid":'], 'malformed JSON (application/json, 7 bytes)'],
    ['a 401 of another content type', [401, '{"code":20003,"status":401}', 'text/html'], 'JSON of'],
    [
      'a member with two values',
      [200, '{"sid":"AC1","sid":"AC2"}'],
      'JSON that gives a member two',
    ],
    ['a code with two values', [401, '{"code":1,"code":20003}'], 'JSON that gives a member two'],
    ['a 200 of another content type', [200, '{}', 'text/plain'], 'JSON of another content type'],
    ['a 200 that says HTML', [200, '{}', 'text/html'], 'JSON of another content type (text/html'],
    ['a 200 without a content type', [200, '{}', ''], 'JSON of another content type (no content'],
    ['a look-alike type', [200, '{}', 'application/jsonp'], 'JSON of another content type'],
    ['a type with a hole', [200, '{}', 'application/<json'], 'JSON of another content type'],
    ['a 201', [201, '{}'], 'JSON that has not the form'],
    ['a 202', [202, '{}'], 'JSON that has not the form'],
    ['a 203', [203, '{}'], 'JSON that has not the form'],
    ['a 206', [206, '{}'], 'JSON that has not the form'],
    ['a 299', [299, '{}'], 'JSON that has not the form'],
    ['an empty 200', [200, ''], 'an empty body (application/json, 0 bytes)'],
    ['HTML', [200, '<p>', 'text/html; charset=utf-8'], 'an HTML page (text/html, 3 bytes)'],
    ['an HTML 401', [401, '<p>', 'text/html'], 'an HTML page (text/html, 3 bytes)'],
    ['an XML 401', [401, '<Rest/>', 'application/xml'], 'a body that is not JSON (application/xml'],
    ['a redirect', [302, '{"code":20003}'], 'a redirect (application/json, 14 bytes)'],
    [
      'a strange content type',
      [200, 'x', '<Evil> "type"/plain;y'],
      'JSON (eviltype/plain, 1 bytes)',
    ],
    [
      'a content type that is no word',
      [200, 'x', 'Kd8sWq2p/Jf5nTz1x'],
      'a body that is not JSON (…, 1 bytes)',
    ],
    ['no content type', [200, 'x', ''], 'a body that is not JSON (no content type, 1 bytes)'],
    ['a 401 without a code', [401, { message: 'no' }], 'JSON that has not the form'],
    ['a code that is text', [401, { code: '20003' }], 'JSON that has not the form'],
    ['a code that is a fraction', [401, { code: 1.5 }], 'JSON that has not the form'],
    ['a status of another answer', [401, { code: 20003, status: 403 }], 'JSON that has not the'],
    ['a status that is text', [401, { code: 20003, status: '401' }], 'JSON that has not the form'],
    ['JSON nested without end', [200, '['.repeat(200_000)], 'malformed JSON'],
  ])('is %s', async (_name, answered, detail) => {
    const reply = await replyTo(...answered);
    expect(reply).toMatchObject({ kind: 'unexpected', status: answered[0] });
    expect(reply).toHaveProperty('detail', expect.stringContaining(detail));
  });

  it('is a body of more than 256 KB, which is not read to its end', async () => {
    const reply = await replyTo(200, { sid: 'AC1', padding: 'x'.repeat(2_000_000) });
    expect(reply).toMatchObject({ kind: 'unexpected', status: 200 });
    expect(reply).toHaveProperty(
      'detail',
      'a body that is too long (application/json, more than 262144 bytes)',
    );
  });

  it('never has a word of the content in its description', async () => {
    expect(JSON.stringify(await replyTo(500, '<p>sesame</p>', 'text/html'))).not.toContain(
      'sesame',
    );
  });
});
