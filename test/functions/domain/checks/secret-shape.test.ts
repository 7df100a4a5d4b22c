import { expect, it } from 'vitest';
import { credentialFormat } from '../../../../functions/domain/checks/credential-format.ts';
import { secretShape } from '../../../../functions/domain/checks/secret-shape.ts';
import type { CredentialKind } from '../../../../functions/domain/model/credential.ts';
import { ACCOUNTS } from '../accounts.ts';
import { parse } from '../credential/exposed.ts';
import { KEY_SECRET, TOKEN } from '../credential/samples.ts';
import { KEY_SID, keyEvidence, oauthClient, parsed, unreadEvidence } from '../evidence-builder.ts';
import { judged } from './judged.ts';

const accountSid = ACCOUNTS.production;
const holding = (secret: unknown, kind: CredentialKind = 'api-key') =>
  keyEvidence({ parse: parse(secret, kind) });

const GOOD = holding({ accountSid, apiKeySid: KEY_SID, apiKeySecret: KEY_SECRET });
const SPACED = holding({ accountSid, authToken: `${TOKEN}\n` }, 'auth-token');
const SHOUTED = holding({ accountSid: `AC${accountSid.slice(2).toUpperCase()}`, authToken: TOKEN });

function fromVariables(variables: object, kind: CredentialKind = 'api-key') {
  const evidence = holding(variables, kind);
  const local = { kind: 'variables', isDeclared: false } as const;
  const { secret } = evidence;
  return { ...evidence, secret: secret.outcome === 'read' ? { ...secret, local } : secret };
}

it.each([
  ['an API key', GOOD, 'pass: it holds an API key'],
  ['an Auth Token', SHOUTED, 'pass: it holds an Auth Token'],
  [
    'an OAuth client',
    keyEvidence({ parse: parsed(oauthClient()) }),
    'pass: it holds an OAuth client',
  ],
  ['a malformed Auth Token', SPACED, 'pass: it has the fields of an Auth Token'],
  ['a secret that was not read', unreadEvidence(), 'skipped: the secret was not read'],
  [
    'a JSON array',
    holding([]),
    'fail: the secret is not a JSON object: a JSON array, not an object',
  ],
  [
    'half an API key',
    holding({ accountSid, apiKeySid: KEY_SID }),
    'fail: the secret lacks apiKeySecret to be an API key; it has accountSid, apiKeySid',
  ],
  [
    'half an API key in variables, by their names',
    fromVariables({ TWILIO_ACCOUNT_SID: accountSid, TWILIO_API_KEY: KEY_SID }),
    'fail: the variables lack TWILIO_API_KEY_SECRET or TWILIO_API_SECRET to be an API key; they have TWILIO_ACCOUNT_SID, TWILIO_API_KEY',
  ],
  [
    'an OAuth client in variables, which has none',
    fromVariables({ TWILIO_ACCOUNT_SID: accountSid }, 'oauth-client'),
    'fail: the variables lack clientId, clientSecret to be an OAuth client; they have TWILIO_ACCOUNT_SID',
  ],
  [
    'nothing but a stray field',
    holding({ note: 1 }),
    'fail: the secret lacks accountSid, apiKeySid, apiKeySecret to be an API key; it has no field of a credential and 1 other field: its one field holds a value of the JSON type number',
  ],
  [
    'an account and two stray fields',
    holding({ accountSid, note: 1, more: 2 }, 'auth-token'),
    'fail: the secret lacks authToken to be an Auth Token; it has accountSid and 2 other fields',
  ],
])('judges the shape of %s', (_name, evidence, expected) => {
  expect(judged(secretShape, evidence)).toBe(expected);
});

it.each([
  ['a good key', GOOD, 'pass: every SID and secret has the right form'],
  ['a newline', SPACED, 'fail: authToken ends with a newline'],
  ['an upper-case SID', SHOUTED, 'warn: accountSid has hexadecimal digits in upper case; '],
  [
    'two faults at once',
    holding({ accountSid: ` ${accountSid}`, authToken: '' }, 'auth-token'),
    'fail: accountSid begins with a space; authToken is an empty string',
  ],
  ['a secret that was not read', unreadEvidence(), 'skipped: the secret was not read'],
  ['missing fields', holding({}), 'skipped: the secret does not have the fields of a credential'],
  ['a text', holding('x'), 'skipped: the secret does not have the fields of a credential'],
])('judges the form of %s', (_name, evidence, expected) => {
  expect(judged(credentialFormat, evidence)).toContain(expected);
});
