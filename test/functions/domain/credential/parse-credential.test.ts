import { describe, expect, it } from 'vitest';
import { parseCredential } from '../../../../functions/domain/credential/parse-credential.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { exposed, parse } from './exposed.ts';
import {
  ACCOUNT,
  CLIENT,
  CLIENT_SECRET,
  KEY,
  KEY_SECRET,
  OTHER_ACCOUNT,
  OTHER_KEY,
  OTHER_KEY_SECRET,
  TOKEN,
} from './samples.ts';

const apiKey = { kind: 'api-key', accountSid: ACCOUNT, apiKeySid: KEY, apiKeySecret: KEY_SECRET };
const authToken = { kind: 'auth-token', accountSid: ACCOUNT, authToken: TOKEN };
const client = { kind: 'oauth-client', clientId: CLIENT, clientSecret: CLIENT_SECRET };

describe('the secret shapes', () => {
  it.each([
    [
      'AWS TwilioApiKey',
      { accountSid: ACCOUNT, apiKeySid: KEY, apiKeySecret: KEY_SECRET, validationUrl: 'https://x' },
      apiKey,
    ],
    ['AWS TwilioAuthToken', { accountSid: ACCOUNT, authToken: TOKEN }, authToken],
    [
      'AWS TwilioMainApiKey',
      { accountSid: ACCOUNT, adminKeySid: KEY, adminKeySecret: KEY_SECRET },
      apiKey,
    ],
    [
      'environment variables of a key',
      { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_API_KEY_SID: KEY, TWILIO_API_KEY_SECRET: KEY_SECRET },
      apiKey,
    ],
    [
      'short environment variables of a key',
      { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_API_KEY: KEY, TWILIO_API_SECRET: KEY_SECRET },
      apiKey,
    ],
    [
      'environment variables of a token',
      { TWILIO_ACCOUNT_SID: ACCOUNT, TWILIO_AUTH_TOKEN: TOKEN },
      authToken,
    ],
    [
      'a key in snake_case',
      { account_sid: ACCOUNT, api_key_sid: KEY, api_key_secret: KEY_SECRET },
      apiKey,
    ],
    ['a token in snake_case', { account_sid: ACCOUNT, auth_token: TOKEN }, authToken],
    [
      'an admin key in snake_case',
      { account_sid: ACCOUNT, admin_key_sid: KEY, admin_key_secret: KEY_SECRET },
      apiKey,
    ],
    ['an OAuth client', { clientId: CLIENT, clientSecret: CLIENT_SECRET }, client],
    ['an OAuth client in snake_case', { client_id: CLIENT, client_secret: CLIENT_SECRET }, client],
    [
      'an OAuth client with its account',
      { accountSid: ACCOUNT, clientId: CLIENT, clientSecret: CLIENT_SECRET },
      { ...client, accountSid: ACCOUNT },
    ],
    [
      'names of mixed styles',
      { account_sid: ACCOUNT, TWILIO_API_KEY: KEY, apiKeySecret: KEY_SECRET },
      apiKey,
    ],
  ])('reads %s', (_name, secret, credential) => {
    const parsed = parse(secret, 'api-key');
    expect(exposed(parsed)).toEqual(credential);
    expect(parsed).toMatchObject({ outcome: 'parsed', warnings: [] });
  });

  it.each([
    ['a URL of Twilio', 'https://verify.twilio.com/v2/Services', undefined],
    ['none where it is empty', '', undefined],
    ['none where it is null', null, undefined],
    ['no other host', 'https://x', 'validationUrl must be a read-only URL of Twilio'],
    ['no number', 7, 'this one is no URL'],
    ['no host of another letter case', 'https://VERIFY.twilio.com/v2/Services', 'and SIDs'],
  ])('takes of validationUrl %s', (_name, validationUrl, fault) => {
    const secret = { accountSid: ACCOUNT, apiKeySid: KEY, apiKeySecret: KEY_SECRET, validationUrl };
    const parsed = parse(secret, 'api-key');
    const isTaken =
      fault === undefined && typeof validationUrl === 'string' && validationUrl !== '';
    expect(exposed(parsed)?.['validationUrl']).toBe(isTaken ? validationUrl : undefined);
    const said = parsed.outcome === 'parsed' ? parsed.urlFault?.message : 'not parsed';
    if (fault === undefined) expect(said).toBeUndefined();
    else expect(said).toContain(fault);
  });

  it('takes names by their order, not by their place in the JSON', () => {
    const parsed = parse(
      { auth_token: TOKEN, TWILIO_AUTH_TOKEN: TOKEN, authToken: TOKEN, accountSid: ACCOUNT },
      'auth-token',
    );
    expect(exposed(parsed)).toEqual(authToken);
    expect(parsed).toMatchObject({
      warnings: [{ jsonField: 'authToken' }, { jsonField: 'authToken' }],
    });
  });

  it('never pairs the SID of one key with the secret of the admin key', () => {
    const both = {
      accountSid: ACCOUNT,
      apiKeySid: KEY,
      adminKeySid: OTHER_KEY,
      adminKeySecret: OTHER_KEY_SECRET,
    };
    expect(exposed(parse(both, 'api-key'))).toMatchObject({
      apiKeySid: OTHER_KEY,
      apiKeySecret: OTHER_KEY_SECRET,
    });
    expect(exposed(parse({ ...both, apiKeySecret: KEY_SECRET }, 'api-key'))).toEqual(apiKey);
    expect(
      parse({ accountSid: ACCOUNT, apiKeySid: KEY, adminKeySecret: KEY_SECRET }, 'api-key'),
    ).toMatchObject({
      outcome: 'missing-fields',
      missing: ['apiKeySecret'],
    });
  });

  it('takes a name that holds something before one that is empty', () => {
    const parsed = parse(
      { accountSid: '', TWILIO_ACCOUNT_SID: ACCOUNT, authToken: TOKEN },
      'auth-token',
    );
    expect(exposed(parsed)).toEqual(authToken);
    expect(parsed).toMatchObject({
      warnings: [{ fault: 'ambiguous', jsonField: 'TWILIO_ACCOUNT_SID' }],
    });
  });
});

describe('one field in several places', () => {
  const payload = (more: string): Redacted<string> =>
    new Redacted(`{"accountSid":"${ACCOUNT}","authToken":"${TOKEN}"${more}}`);
  const DIFFERENT = /both hold it, and the values differ/;

  it.each([
    ['another name with another value', `,"TWILIO_AUTH_TOKEN":"${TOKEN.slice(1)}0"`, DIFFERENT],
    ['a third name with another value', `,"auth_token":"older"`, DIFFERENT],
    ['another account', `,"account_sid":"${OTHER_ACCOUNT}"`, DIFFERENT],
    ['a number', ',"auth_token":7', DIFFERENT],
    ['its own name with another value', ',"authToken":"old"', /stands more than once .* different/],
    [
      'its own name with the value before and after',
      `,"authToken":"old","authToken":"${TOKEN}"`,
      /stands more than once .* different/,
    ],
  ])('fails: %s', (_name, more, message) => {
    const parsed = parseCredential(payload(more), { declaredKind: 'auth-token' });
    const issues = parsed.outcome === 'malformed' ? parsed.issues : [];
    expect(issues.filter(({ fault }) => fault === 'ambiguous')).toEqual([
      expect.objectContaining({ severity: 'fail', message: expect.stringMatching(message) }),
    ]);
  });

  it.each([
    ['another name with the same value', `,"account_sid":"${ACCOUNT}"`, /with the same value/],
    ['its own name with the same value', `,"authToken":"${TOKEN}"`, /once .* with the same value/],
    ['another name without a value', ',"TWILIO_AUTH_TOKEN":" "', /beside it is empty/],
  ])('warns: %s', (_name, more, message) => {
    const parsed = parseCredential(payload(more), { declaredKind: 'auth-token' });
    expect(exposed(parsed)).toEqual(authToken);
    expect(parsed).toMatchObject({
      warnings: [{ fault: 'ambiguous', message: expect.stringMatching(message) }],
    });
  });
});

describe('a malformed credential', () => {
  it('keeps the raw values redacted and only the SIDs that are SIDs', () => {
    const parsed = parse(
      { accountSid: ACCOUNT, apiKeySid: TOKEN, apiKeySecret: `${KEY_SECRET}\n` },
      'api-key',
    );
    expect(parsed).toMatchObject({
      outcome: 'malformed',
      kind: 'api-key',
      sids: { accountSid: ACCOUNT },
    });
    expect(parsed).not.toHaveProperty('sids.apiKeySid');
    expect(parsed.outcome === 'malformed' && parsed.values.apiKeySecret?.expose()).toBe(
      `${KEY_SECRET}\n`,
    );
  });

  it('gives the API Key SID beside a bad account', () => {
    const parsed = parse({ accountSid: 5, apiKeySid: KEY, apiKeySecret: KEY_SECRET }, 'api-key');
    expect(parsed).toMatchObject({
      sids: { apiKeySid: KEY },
      values: { apiKeySid: expect.any(Redacted) },
    });
    expect(parsed).not.toHaveProperty('values.accountSid');
  });
});
