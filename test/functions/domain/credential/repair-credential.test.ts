import { describe, expect, it } from 'vitest';
import {
  lowerCased,
  repairCredential,
} from '../../../../functions/domain/credential/repair-credential.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { exposeAll, parse } from './exposed.ts';
import {
  ACCOUNT,
  CLIENT,
  CLIENT_SECRET,
  KEY,
  KEY_SECRET,
  OTHER_ACCOUNT,
  TOKEN,
} from './samples.ts';

function repaired(secret: Readonly<Record<string, unknown>>): unknown {
  const parsed = parse(secret, 'authToken' in secret ? 'auth-token' : 'api-key');
  if (parsed.outcome !== 'malformed') throw new TypeError(`${parsed.outcome} is not malformed`);
  const credential = repairCredential(parsed);
  return credential && exposeAll(credential);
}

const pair = { kind: 'auth-token', accountSid: ACCOUNT, authToken: TOKEN };
const key = { kind: 'api-key', accountSid: ACCOUNT, apiKeySid: KEY, apiKeySecret: KEY_SECRET };

describe('the credential that was meant', () => {
  it.each([
    ['a newline', { accountSid: ACCOUNT, authToken: `${TOKEN}\n` }, pair],
    ['quotes and escapes', { accountSid: `"${ACCOUNT}"`, authToken: `${TOKEN}\\n` }, pair],
    ['a swapped pair', { accountSid: TOKEN, authToken: ` ${ACCOUNT}` }, pair],
    ['a lower-case SID', { accountSid: ACCOUNT.toLowerCase(), authToken: TOKEN }, pair],
    [
      'a lower-case SID, an upper-case token and a blank',
      { accountSid: ACCOUNT.toLowerCase(), authToken: ` ${TOKEN.toUpperCase()}` },
      pair,
    ],
    [
      'a lower-case key',
      { accountSid: ACCOUNT, apiKeySid: KEY.toLowerCase(), apiKeySecret: KEY_SECRET },
      key,
    ],
    ['a swapped key', { accountSid: ACCOUNT, apiKeySid: KEY_SECRET, apiKeySecret: KEY }, key],
  ])('is found behind %s', (_name, secret, credential) => {
    expect(repaired(secret)).toEqual(credential);
  });

  it.each([
    ['a wrong length', { accountSid: ACCOUNT, authToken: ` ${TOKEN.slice(1)}` }],
    ['a placeholder', { accountSid: ACCOUNT, authToken: 'changeme' }],
    ['an Auth Token as key secret', { accountSid: ACCOUNT, apiKeySid: KEY, apiKeySecret: TOKEN }],
    [
      'two ways to put values back',
      { accountSid: CLIENT, clientId: ACCOUNT, clientSecret: OTHER_ACCOUNT },
    ],
  ])('is not guessed behind %s', (_name, secret) => {
    expect(repaired(secret)).toBeUndefined();
  });

  it.each([
    ['a key', { ...key, apiKeySid: `SK${KEY.slice(2).toUpperCase()}` }, key],
    ['an account', { ...key, accountSid: ACCOUNT.toUpperCase() }, key],
    ['a token', { ...pair, authToken: TOKEN.toUpperCase() }, pair],
  ])('is found behind upper case in %s', (_name, { kind, ...secret }, credential) => {
    const parsed = parse(secret, kind as 'api-key');
    if (parsed.outcome !== 'parsed') throw new TypeError(`${parsed.outcome} is not parsed`);
    const lower = lowerCased(parsed.credential, parsed.warnings);
    expect(lower && exposeAll(lower)).toEqual(credential);
  });

  it('is found behind upper case in the account of an OAuth client', () => {
    const client = {
      clientId: CLIENT,
      clientSecret: CLIENT_SECRET,
      accountSid: ACCOUNT.toUpperCase(),
    };
    const parsed = parse(client, 'oauth-client');
    if (parsed.outcome !== 'parsed') throw new TypeError(`${parsed.outcome} is not parsed`);
    expect(lowerCased(parsed.credential, parsed.warnings)).toMatchObject({ accountSid: ACCOUNT });
  });

  it('is the credential itself where every letter has its case', () => {
    const parsed = parse({ accountSid: ACCOUNT, authToken: TOKEN }, 'auth-token');
    if (parsed.outcome !== 'parsed') throw new TypeError(`${parsed.outcome} is not parsed`);
    expect(lowerCased(parsed.credential, parsed.warnings)).toBeUndefined();
  });

  it('is not made of values that no issue explains', () => {
    const values = { accountSid: new Redacted(ACCOUNT), authToken: new Redacted('short') };
    const unexplained = {
      outcome: 'malformed',
      kind: 'auth-token',
      issues: [],
      sids: {},
      values,
    } as const;
    expect(repairCredential(unexplained)).toBeUndefined();
  });
});
