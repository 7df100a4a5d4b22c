import { describe, expect, it } from 'vitest';
import { parseCredential } from '../../../../functions/domain/credential/parse-credential.ts';
import type { CredentialParse } from '../../../../functions/domain/model/credential-parse.ts';
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

  it('takes names by their order, not by their place in the JSON', () => {
    const parsed = parse(
      { auth_token: 'x', TWILIO_AUTH_TOKEN: 'y', authToken: TOKEN, accountSid: ACCOUNT },
      'auth-token',
    );
    expect(exposed(parsed)).toEqual(authToken);
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
});

describe('two values for one field', () => {
  it('warns when two accepted names differ', () => {
    const parsed = parse(
      { accountSid: ACCOUNT, TWILIO_ACCOUNT_SID: OTHER_ACCOUNT, authToken: TOKEN },
      'auth-token',
    );
    expect(exposed(parsed)).toEqual(authToken);
    expect(parsed).toMatchObject({
      warnings: [
        {
          fault: 'ambiguous',
          severity: 'warn',
          message: expect.stringContaining('TWILIO_ACCOUNT_SID'),
        },
      ],
    });
  });

  it('says nothing when two accepted names agree', () => {
    const parsed = parse(
      { accountSid: ACCOUNT, account_sid: ACCOUNT, authToken: TOKEN },
      'auth-token',
    );
    expect(parsed).toMatchObject({ outcome: 'parsed', warnings: [] });
  });

  it('warns when one name stands twice, and when another name differs too', () => {
    const payload = `{"accountSid":"${ACCOUNT}","authToken":"old","authToken":"${TOKEN}","auth_token":"older"}`;
    const parsed = parseCredential(new Redacted(payload), { declaredKind: 'auth-token' });
    expect(parsed).toMatchObject({
      warnings: [
        {
          message:
            'authToken stands more than once in the JSON with different values; the last is used',
        },
        { message: expect.stringContaining('auth_token may be what the application reads') },
      ],
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
