import type { RequestListener } from 'node:http';
import { inspect } from 'node:util';
import { describe, expect, it } from 'vitest';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { ACCOUNT_SID, accountQuestion, askAccount, PASSWORD, twilioApi } from './asking.ts';
import { answer, hang, startTwilio } from './loopback-twilio.ts';

/** In the place of a SID, as in a secret whose fields are swapped. */
const SWAPPED_TOKEN = '0badc0de0badcafe0badf00d0badbeef';
const TOKEN = 'feedfacefeedfacefeedfacefeedface';

async function ask(listener: RequestListener, username = ACCOUNT_SID): Promise<TwilioReply> {
  const { origin } = await startTwilio(listener);
  const { signal } = new AbortController();
  const credential = { username, password: new Redacted(PASSWORD) };
  const path = `/2010-04-01/Accounts/${username}.json`;
  const api = twilioApi({ origin, attemptTimeoutMs: listener === hang ? 40 : 60_000 });
  return api.ask(accountQuestion({ credential, path }), { signal });
}

/** The parts of 8 characters of a secret, in any form and case, that stand in a text. */
function leaks(text: string, secret: string): readonly string[] {
  const bytes = Buffer.from(secret);
  const forms = [
    secret,
    encodeURIComponent(secret),
    bytes.toString('base64'),
    bytes.toString('hex'),
  ];
  const parts = forms.flatMap((form) =>
    Array.from({ length: form.length - 7 }, (_, start) => form.slice(start, start + 8)),
  );
  return parts.filter((part) => text.toLowerCase().includes(part.toLowerCase()));
}

function shown(value: unknown): string {
  return `${JSON.stringify(value)}\n${inspect(value, { depth: Infinity, showHidden: true })}`;
}

/** Sends back what it was sent, in every place an answer has. */
function echo(status: number, bodyOf: (texts: readonly string[]) => unknown): RequestListener {
  return (request, response) => {
    const header = request.headers.authorization ?? '';
    const pair = Buffer.from(header.slice('Basic '.length), 'base64').toString();
    const texts = [header, pair, encodeURIComponent(pair), request.url ?? '', pair.slice(-10)];
    const id = `RQ${Buffer.from(pair).toString('hex').slice(-32)}`;
    const body = bodyOf(texts);
    answer(status, body, {
      'content-type': `text/${PASSWORD.slice(0, 20)}`,
      'twilio-request-id': id,
      'retry-after': header,
    })(request, response);
  };
}

describe('a credential that comes back', () => {
  it.each<[string, RequestListener]>([
    ['in a message', echo(401, (texts) => ({ code: 20003, message: texts.join(' ') }))],
    ['in a detail', echo(401, (texts) => ({ code: 20003, detail: texts.join('\n') }))],
    ['as plain text', echo(500, (texts) => texts.join(' '))],
    ['in the values of a resource', echo(200, (texts) => ({ sid: 'AC', texts }))],
    ['in the names of a resource', echo(200, (texts) => ({ [texts[1] ?? '']: 1 }))],
    ['not at all, since nothing comes', hang],
  ])('%s is in no reply', async (_name, listener) => {
    for (const username of [ACCOUNT_SID, SWAPPED_TOKEN]) {
      const text = shown(await ask(listener, username));
      expect(leaks(text, PASSWORD)).toEqual([]);
      expect(leaks(text, SWAPPED_TOKEN)).toEqual([]);
      expect(text).not.toContain('Authorization');
    }
  });

  it('split by control characters is in no message', async () => {
    const message = `wrong ${PASSWORD.slice(0, 7)}\u0000${PASSWORD.slice(7, 14)}`;
    const reply = await ask(answer(401, { code: 20003, message }));
    expect(reply).toHaveProperty('message', 'wrong [redacted]');
  });

  it('written in escapes of JSON is in no resource', async () => {
    const codes = Array.from(PASSWORD, (letter) => letter.charCodeAt(0).toString(16));
    const escaped = codes.map((code) => `\\u${code.padStart(4, '0')}`).join('');
    const reply = await ask(answer(200, `{"sid":"AC","text":"${escaped}","${escaped}":1}`));
    expect(reply).toHaveProperty('body', { sid: 'AC', text: '[redacted]' });
  });

  it('in the form of a SID is one ellipsis in a resource', async () => {
    const { origin } = await startTwilio(
      answer(200, { sid: ACCOUNT_SID, owner_account_sid: `AC${TOKEN}` }),
    );
    const credential = { username: ACCOUNT_SID, password: new Redacted(TOKEN) };
    const { signal } = new AbortController();
    const reply = await twilioApi({ origin }).ask(accountQuestion({ credential }), { signal });
    expect(reply).toHaveProperty('body', { sid: ACCOUNT_SID, owner_account_sid: '…' });
  });

  it('hides nothing else: the SIDs of a message and of a resource stay', async () => {
    const message = `The requested resource /2010-04-01/Accounts/${ACCOUNT_SID} was not found`;
    expect(await ask(answer(404, { code: 20404, message }))).toHaveProperty('message', message);
    const resource = { sid: ACCOUNT_SID, uri: `/2010-04-01/Accounts/${ACCOUNT_SID}.json` };
    expect(await ask(answer(200, resource))).toHaveProperty('body', resource);
  });
});

describe('the primary Auth Token in an account', () => {
  const askWith = async (body: unknown, password: string): Promise<TwilioReply> => {
    const twilio = await startTwilio(answer(200, body));
    const credential = { username: ACCOUNT_SID, password: new Redacted(password) };
    const question = accountQuestion({ credential, comparesToken: true });
    return await twilioApi({ origin: twilio.origin }).ask(question, {
      signal: new AbortController().signal,
    });
  };
  const other = [...TOKEN].reverse().join('');

  it.each<readonly [string, unknown, boolean | undefined]>([
    ['the password', { auth_token: TOKEN }, true],
    ['another one', { auth_token: other }, false],
    ['one in another case', { auth_token: TOKEN.toUpperCase() }, undefined],
    ['none', {}, undefined],
    ['null', { auth_token: null }, undefined],
    ['an empty one', { auth_token: '' }, undefined],
    ['a masked one', { auth_token: '*'.repeat(32) }, undefined],
    ['a part of one', { auth_token: TOKEN.slice(0, 31) }, undefined],
    ['one of another account', { accounts: [{ auth_token: TOKEN }] }, undefined],
  ])('is compared with the password and dropped: %s', async (_name, members, expected) => {
    const reply = await askWith({ sid: ACCOUNT_SID, ...(members as object) }, TOKEN);
    expect(reply.kind === 'resource' && reply.isPrimaryToken).toBe(expected);
    expect([...leaks(shown(reply), TOKEN), ...leaks(shown(reply), other)]).toEqual([]);
  });

  it('is another one than a password of another length', async () => {
    const reply = await askWith({ sid: ACCOUNT_SID, auth_token: TOKEN }, `${TOKEN}0`);
    expect(reply).toHaveProperty('isPrimaryToken', false);
  });

  it('says nothing of a password that differs from it in case alone', async () => {
    const reply = await askWith({ sid: ACCOUNT_SID, auth_token: TOKEN }, TOKEN.toUpperCase());
    expect(reply).toHaveProperty('isPrimaryToken', undefined);
  });

  it('is not compared where the question does not ask for it', async () => {
    const twilio = await startTwilio(answer(200, { sid: ACCOUNT_SID, auth_token: PASSWORD }));
    const reply = await askAccount({ origin: twilio.origin });
    expect(reply.kind === 'resource' && reply.isPrimaryToken).toBeUndefined();
  });
});

describe('a secret in a resource', () => {
  it.each([
    'auth_token',
    'primary_auth_token',
    'secondary_auth_token',
    'secret',
    'client_secret',
    'access_token',
    'refresh_token',
    'authToken',
    'AUTH_TOKEN',
  ])('is dropped as it is parsed: %s, at any depth', async (name) => {
    const account = { sid: ACCOUNT_SID, [name]: TOKEN };
    const reply = await ask(
      answer(200, { ...account, accounts: [account], deep: { er: { ...account, [name]: {} } } }),
    );
    const bare = { sid: ACCOUNT_SID };
    expect(reply).toHaveProperty('body', { ...bare, accounts: [bare], deep: { er: bare } });
    expect(leaks(shown(reply), TOKEN)).toEqual([]);
  });

  it('leaves the name of the prototype to nobody', async () => {
    const body = '{"sid":"AC","__proto__":{"status":"active"},"constructor":{"prototype":{"a":1}}}';
    const reply = await ask(answer(200, body));
    expect(shown(reply)).not.toMatch(/active|constructor/);
    expect(Object.hasOwn(reply.kind === 'resource' ? reply.body : {}, '__proto__')).toBe(false);
    expect({}).not.toHaveProperty('status');
  });
});
