import { describe, expect, it } from 'vitest';
import type { CredentialKind, HeldKind } from '../../../../functions/domain/model/credential.ts';
import { parse } from './exposed.ts';
import { ACCOUNT, CLIENT, CLIENT_SECRET, KEY, KEY_SECRET, TOKEN } from './samples.ts';

const account = { accountSid: ACCOUNT };
const key = { apiKeySid: KEY, apiKeySecret: KEY_SECRET };
const token = { authToken: TOKEN };
const client = { clientId: CLIENT, clientSecret: CLIENT_SECRET };

interface CompleteRow {
  readonly name: string;
  readonly secret: object;
  readonly declared: CredentialKind;
  readonly kind: HeldKind;
}

interface IncompleteRow extends CompleteRow {
  readonly missing: readonly string[];
}

describe('the kind a secret is parsed as', () => {
  it.each<CompleteRow>([
    {
      name: 'the declared one of several',
      secret: { ...account, ...key, ...token, ...client },
      declared: 'auth-token',
      kind: 'auth-token',
    },
    {
      name: 'the default one of several, without the declared',
      secret: { ...account, ...key, ...token },
      declared: 'oauth-client',
      kind: 'api-key',
    },
    {
      name: 'an Auth Token for test credentials',
      secret: { ...account, ...key, ...token },
      declared: 'test',
      kind: 'auth-token',
    },
    {
      name: 'an OAuth client where only that is complete',
      secret: { ...key, ...client },
      declared: 'api-key',
      kind: 'oauth-client',
    },
    {
      name: 'an Auth Token where the key has no secret',
      secret: { ...account, ...token, apiKeySid: KEY },
      declared: 'api-key',
      kind: 'auth-token',
    },
  ])('is $name', ({ secret, declared, kind }) => {
    expect(parse(secret, declared)).toMatchObject({ outcome: 'parsed', credential: { kind } });
  });

  it.each<IncompleteRow>([
    {
      name: 'nothing',
      secret: {},
      declared: 'api-key',
      kind: 'api-key',
      missing: ['accountSid', 'apiKeySid', 'apiKeySecret'],
    },
    {
      name: 'nothing of a test pair',
      secret: {},
      declared: 'test',
      kind: 'auth-token',
      missing: ['accountSid', 'authToken'],
    },
    {
      name: 'the account alone',
      secret: account,
      declared: 'auth-token',
      kind: 'auth-token',
      missing: ['authToken'],
    },
    {
      name: 'a key without its account',
      secret: key,
      declared: 'auth-token',
      kind: 'api-key',
      missing: ['accountSid'],
    },
    {
      name: 'a token without its account',
      secret: token,
      declared: 'api-key',
      kind: 'auth-token',
      missing: ['accountSid'],
    },
    {
      name: 'a key without its secret',
      secret: { ...account, apiKeySid: KEY },
      declared: 'oauth-client',
      kind: 'api-key',
      missing: ['apiKeySecret'],
    },
    {
      name: 'an admin key without its secret',
      secret: { ...account, adminKeySid: KEY },
      declared: 'api-key',
      kind: 'api-key',
      missing: ['adminKeySecret'],
    },
    {
      name: 'a client without its id',
      secret: { client_secret: CLIENT_SECRET },
      declared: 'api-key',
      kind: 'oauth-client',
      missing: ['clientId'],
    },
  ])('is the nearest one when the secret holds $name', ({ secret, declared, kind, missing }) => {
    expect(parse(secret, declared)).toMatchObject({
      outcome: 'missing-fields',
      nearestKind: kind,
      missing,
    });
  });

  it('counts what it does not know and names only what it does', () => {
    const secret = {
      [TOKEN]: 1,
      token: TOKEN,
      validationUrl: 'https://x',
      TWILIO_AUTH_TOKEN: TOKEN,
    };
    expect(parse(secret, 'auth-token')).toEqual({
      outcome: 'missing-fields',
      nearestKind: 'auth-token',
      found: ['validationUrl', 'TWILIO_AUTH_TOKEN'],
      missing: ['accountSid'],
      unknownFieldCount: 2,
    });
  });
});
