import { describe, expect, it } from 'vitest';
import { parseAuthToken } from '../../../../functions/domain/credential/parse-auth-token.ts';
import type { AuthTokenParse } from '../../../../functions/domain/model/credential-parse.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { ACCOUNT, KEY, KEY_SECRET, OTHER_TOKEN, TOKEN } from './samples.ts';

const HELD = { accountSid: ACCOUNT, apiKeySid: KEY, apiKeySecret: KEY_SECRET };

function parsed(
  secret: object,
  fields?: { readonly authToken: string },
): AuthTokenParse | undefined {
  return parseAuthToken(new Redacted(JSON.stringify(secret)), fields);
}

describe('the Auth Token beside an API key', () => {
  it.each([
    ['authToken', undefined],
    ['TWILIO_AUTH_TOKEN', undefined],
    ['auth_token', undefined],
    ['SIGNING', { authToken: 'SIGNING' }],
  ])('is found as %s', (name, fields) => {
    const parse = parsed({ ...HELD, [name]: TOKEN }, fields);
    expect(parse).toMatchObject({ outcome: 'parsed', warnings: [] });
    expect(parse?.outcome === 'parsed' && parse.value.expose()).toBe(TOKEN);
  });

  it.each([
    [undefined, 'authToken'],
    [{ authToken: 'SIGNING' }, 'SIGNING'],
  ])('is missing under the name it is looked for by: %j', (fields, jsonField) => {
    expect(parsed(HELD, fields)).toEqual({ outcome: 'missing', jsonField });
  });

  it.each([
    ['white space', { authToken: `${TOKEN}\n` }, 'whitespace'],
    ['quotes', { authToken: `"${TOKEN}"` }, 'quotes'],
    ['a placeholder', { authToken: '<auth token>' }, 'placeholder'],
    ['the key secret', { authToken: KEY_SECRET }, 'wrong-characters'],
    ['a SID', { authToken: ACCOUNT }, 'sid-as-token'],
    ['a number', { authToken: 1 }, 'not-a-string'],
    ['nothing', { authToken: '' }, 'empty'],
    [
      'the key secret, which holds it in turn',
      { authToken: KEY_SECRET, apiKeySecret: TOKEN },
      'swapped',
    ],
  ])('is malformed where it holds %s, and shows no part of it', (_name, secret, fault) => {
    const parse = parsed({ ...HELD, ...secret });
    expect(parse).toMatchObject({ outcome: 'malformed', issues: [{ field: 'authToken', fault }] });
    const shown = JSON.stringify(parse);
    for (const value of [TOKEN, KEY_SECRET]) expect(shown).not.toContain(value.slice(0, 8));
  });

  it.each([
    ['another value', OTHER_TOKEN, { outcome: 'malformed', issues: [{ severity: 'fail' }] }],
    ['the same value', TOKEN, { outcome: 'parsed', warnings: [{ fault: 'ambiguous' }] }],
  ])('is ambiguous with %s under another name', (_name, other, expected) => {
    expect(parsed({ authToken: TOKEN, TWILIO_AUTH_TOKEN: other })).toMatchObject(expected);
  });

  it('has no part in the faults of the other fields', () => {
    const parse = parsed({ accountSid: '', apiKeySid: 'SK', apiKeySecret: null, authToken: TOKEN });
    expect(parse).toMatchObject({ outcome: 'parsed', warnings: [] });
  });

  it.each(['', 'text', '[]', 'null'])('is not looked for in what is no JSON object: %s', (text) => {
    expect(parseAuthToken(new Redacted(text), undefined)).toBeUndefined();
  });
});
