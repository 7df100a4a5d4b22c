import { describe, expect, it } from 'vitest';
import { parseCredential } from '../../../../functions/domain/credential/parse-credential.ts';
import type { CredentialParse } from '../../../../functions/domain/model/credential-parse.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { exposed, parse } from './exposed.ts';
import { ACCOUNT, OTHER_ACCOUNT, TOKEN } from './samples.ts';

const authToken = { kind: 'auth-token', accountSid: ACCOUNT, authToken: TOKEN };

describe('a field mapping', () => {
  const fields = { authToken: 'MY_TOKEN' };

  it('is where the field is looked for', () => {
    const secret = { accountSid: ACCOUNT, MY_TOKEN: TOKEN };
    expect(exposed(parse(secret, 'auth-token', fields))).toEqual(authToken);
  });

  it('is the only place where the field is looked for', () => {
    const parsed = parse({ accountSid: ACCOUNT, authToken: TOKEN }, 'auth-token', fields);
    expect(parsed).toEqual({
      outcome: 'missing-fields',
      nearestKind: 'auth-token',
      found: ['accountSid', 'authToken'],
      missing: ['MY_TOKEN'],
      unknownFieldCount: 0,
      hint: 'authToken is probably the Auth Token',
      mapping: { authToken: 'authToken' },
    });
  });

  it('names the mapped field in its faults', () => {
    const parsed = parse({ accountSid: ACCOUNT, MY_TOKEN: '' }, 'auth-token', fields);
    expect(parsed).toMatchObject({
      issues: [{ jsonField: 'MY_TOKEN', message: 'MY_TOKEN is an empty string' }],
    });
  });

  it('finds names that objects inherit only where the secret has them', () => {
    const inherited = { authToken: 'constructor', accountSid: '__proto__' };
    expect(parse({}, 'auth-token', inherited)).toMatchObject({
      missing: ['__proto__', 'constructor'],
    });
    const own: CredentialParse = parseCredential(
      new Redacted(`{"__proto__":"${ACCOUNT}","constructor":"${TOKEN}"}`),
      { declaredKind: 'auth-token', fields: inherited },
    );
    expect(exposed(own)).toEqual(authToken);
  });

  const pair = { sid: ACCOUNT, token: TOKEN };
  const nested = { accountSid: 'twilio.sid', authToken: 'twilio.token' };

  it.each([
    ['an object', { twilio: pair }, nested],
    ['a JSON text', { twilio: JSON.stringify(pair) }, nested],
    [
      'a JSON text in an object',
      { a: { b: JSON.stringify(pair) } },
      { accountSid: 'a.b.sid', authToken: 'a.b.token' },
    ],
    [
      'a key that is called so, before the path',
      { 'twilio.sid': ACCOUNT, twilio: { ...pair, sid: OTHER_ACCOUNT } },
      nested,
    ],
  ])('leads by its dots into %s', (_name, secret, paths) => {
    expect(exposed(parse(secret, 'auth-token', paths))).toEqual(authToken);
  });

  it.each([
    ['where there is nothing', { twilio: { sid: ACCOUNT } }],
    ['into a text', { twilio: 'sid' }],
    ['into a list', { twilio: [{ sid: ACCOUNT }, { token: TOKEN }] }],
    ['into null', { twilio: null }],
  ])('that leads %s is missing by its whole name', (_name, secret) => {
    expect(parse(secret, 'auth-token', nested)).toMatchObject({
      outcome: 'missing-fields',
      missing: expect.arrayContaining(['twilio.token']),
    });
  });

  it('finds a value that is there twice further down', () => {
    const text = `{"twilio":{"sid":"${ACCOUNT}","token":"old","token":"${TOKEN}"}}`;
    const parsed = parseCredential(new Redacted(text), {
      declaredKind: 'auth-token',
      fields: nested,
    });
    expect(parsed).toMatchObject({
      outcome: 'malformed',
      issues: [{ jsonField: 'twilio.token', fault: 'ambiguous', severity: 'fail' }],
    });
  });
});
