import { describe, expect, it } from 'vitest';
import { FORMAT_CAUSES } from '../../../../functions/domain/causes/format-faults.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import type { CredentialKind } from '../../../../functions/domain/model/credential.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { FormatFault } from '../../../../functions/domain/model/format-issue.ts';
import { ACCOUNTS } from '../accounts.ts';
import { parse } from '../credential/exposed.ts';
import { KEY_SECRET, TOKEN } from '../credential/samples.ts';
import { expecting, KEY_SID, keyEvidence } from '../evidence-builder.ts';
import { accountReply } from '../twilio-replies.ts';
import { diagnosed, ranking } from './diagnosed.ts';

const SID = ACCOUNTS.production;

function holding(secret: object, kind: CredentialKind): Evidence {
  return keyEvidence({
    expectation: expecting({ kind }),
    parse: parse(secret, kind),
    probes: { 'own-account': accountReply(SID) },
  });
}

const pair = (authToken: unknown, accountSid: unknown = SID): Evidence =>
  holding({ accountSid, authToken }, 'auth-token');
const key = (apiKeySecret: unknown, apiKeySid: unknown = KEY_SID, accountSid: unknown = SID) =>
  holding({ accountSid, apiKeySid, apiKeySecret }, 'api-key');

const ROWS: readonly (readonly [string, Evidence, string, string])[] = [
  [
    'a newline',
    pair(`${TOKEN}\n`),
    'credential.whitespace likely',
    'authToken ends with a newline',
  ],
  [
    'a literal newline',
    pair(`${TOKEN}\\n`),
    'credential.whitespace likely',
    'authToken ends with a literal \\n',
  ],
  [
    'quotes',
    pair(`"${TOKEN}"`),
    'credential.whitespace likely',
    'authToken begins with a straight double quote',
  ],
  [
    'a placeholder',
    pair('<your token>'),
    'credential.placeholder likely',
    'authToken holds a placeholder',
  ],
  ['nothing', pair(''), 'credential.placeholder likely', 'authToken is an empty string'],
  ['null', pair(null), 'credential.placeholder likely', 'authToken is null'],
  ['a number', pair(7), 'credential.malformed likely', 'authToken is not a string'],
  [
    'too little',
    pair(TOKEN.slice(1)),
    'credential.malformed likely',
    'authToken has 31 characters',
  ],
  ['a key secret for a token', pair(KEY_SECRET), 'credential.malformed likely', 'authToken has'],
  ['the SID twice', pair(SID), 'credential.swapped likely', 'authToken holds an Account SID'],
  [
    'SID and token swapped',
    pair(SID, TOKEN),
    'credential.swapped likely',
    'accountSid is swapped with authToken',
  ],
  [
    'a key SID for the account',
    key(KEY_SECRET, KEY_SID, KEY_SID),
    'credential.api-key-as-account likely',
    'accountSid holds an API Key SID',
  ],
  [
    'a token for the key secret',
    key(TOKEN),
    'credential.mixed likely',
    'apiKeySecret is 32 lower-case hexadecimal digits',
  ],
  [
    'a service for the account',
    pair(TOKEN, `MG${SID.slice(2)}`),
    'credential.malformed likely',
    'accountSid holds a Messaging Service SID',
  ],
  [
    'two names with two values',
    holding({ accountSid: SID, authToken: TOKEN, TWILIO_AUTH_TOKEN: KEY_SECRET }, 'auth-token'),
    'credential.malformed likely',
    'authToken and TWILIO_AUTH_TOKEN both hold it, and the values differ',
  ],
  [
    'a lower-case prefix',
    pair(TOKEN, SID.toLowerCase()),
    'credential.malformed likely',
    'accountSid begins with AC in lower case',
  ],
  [
    'white space and too little',
    pair(` ${TOKEN.slice(1)}`),
    'credential.whitespace likely > credential.malformed likely',
    'authToken begins with a space',
  ],
  [
    'a fault beside an oddity',
    pair(`${TOKEN}\n`, `AC${SID.slice(2).toUpperCase()}`),
    'credential.whitespace likely',
    'authToken ends with a newline',
  ],
];

describe('a secret whose form is at fault', () => {
  const rows = ROWS.map(([name, evidence, ranked, says]) => ({ name, evidence, ranked, says }));

  it.each(rows)('$name', ({ evidence, ranked, says }) => {
    const diagnosis = diagnosed(evidence);
    expect(ranking(diagnosis)).toBe(ranked);
    expect(diagnosis.summary).toContain(`production: ${says}`);
    expect(diagnosis.remediation[0]?.command).toContain('put-secret-value');
  });
});

it.each<readonly [string, Evidence, string]>([
  [
    'an upper-case SID',
    pair(TOKEN, `AC${SID.slice(2).toUpperCase()}`),
    'accountSid has hexadecimal digits in upper case',
  ],
  [
    'two names with one value',
    holding({ accountSid: SID, authToken: TOKEN, TWILIO_AUTH_TOKEN: TOKEN }, 'auth-token'),
    'authToken and TWILIO_AUTH_TOKEN both hold it, with the same value',
  ],
])('explains a warning about %s and nothing worse', (_name, evidence, says) => {
  const diagnosis = diagnosed(evidence);
  expect(ranking(diagnosis)).toBe('credential.malformed possible');
  expect(diagnosis.summary).toContain(`production: ${says}`);
});

/** The compiler holds this list to be complete. */
const FAULTS: Readonly<Record<FormatFault, true>> = {
  whitespace: true,
  quotes: true,
  'literal-newline': true,
  swapped: true,
  'api-key-as-account': true,
  'sid-as-token': true,
  'token-as-key-secret': true,
  placeholder: true,
  'wrong-length': true,
  'wrong-characters': true,
  empty: true,
  'not-a-string': true,
  'letter-case': true,
  'other-value': true,
  ambiguous: true,
  'other-url': true,
};

it.each(Object.keys(FAULTS) as FormatFault[])('has exactly one cause for %s', (fault) => {
  const issue = {
    field: 'authToken',
    jsonField: 'authToken',
    fault,
    severity: 'fail',
    message: 'x',
  } as const;
  const parsed = {
    outcome: 'malformed',
    kind: 'auth-token',
    issues: [issue],
    sids: {},
    values: {},
  } as const;
  const evidence = keyEvidence({ parse: parsed });
  const context = { evidence, facts: factsOf(evidence), checks: [] };
  const found = FORMAT_CAUSES.filter((cause) => cause.diagnose(context) !== undefined);
  expect(found).toHaveLength(1);
});
