import { describe, expect, it } from 'vitest';
import { environmentIsolation } from '../../../../functions/domain/checks/environment-isolation.ts';
import type { Evidence, OtherEnvironment } from '../../../../functions/domain/model/evidence.ts';
import { ACCOUNTS } from '../accounts.ts';
import { diagnosed, ranking } from '../causes/diagnosed.ts';
import { apiKey, keyEvidence, parsed, unreadEvidence } from '../evidence-builder.ts';
import { DENIED } from '../twilio-replies.ts';
import { judged } from './judged.ts';

const APART: OtherEnvironment = { name: 'staging', outcome: 'compared', common: [] };
const SHARED: OtherEnvironment = { name: 'demo', outcome: 'shared' };
const UNREAD: OtherEnvironment = { name: 'qa', outcome: 'unreadable', reason: 'access-denied' };
const COPIED: OtherEnvironment = {
  name: 'development',
  outcome: 'compared',
  common: ['account', 'key', 'secret value'],
};

it.each<readonly [string, readonly OtherEnvironment[], string]>([
  ['no other environment', [], 'pass: it is the only declared environment'],
  ['one that has nothing in common', [APART], 'pass: compared with staging'],
  [
    'one that shares the account as declared',
    [SHARED],
    'pass: account shared as declared with demo',
  ],
  ['one whose secret cannot be read', [UNREAD], 'skipped: not compared: qa (access-denied)'],
  [
    'some of each',
    [APART, SHARED, UNREAD, { ...APART, name: 'preview' }],
    'pass: compared with staging, preview; account shared as declared with demo; not compared: qa (access-denied)',
  ],
  [
    'one that holds the same credential',
    [APART, UNREAD, COPIED],
    'fail: the secret of development holds the same account and the same key and the same secret value',
  ],
  [
    'two that share something',
    [COPIED, { name: 'qa', outcome: 'compared', common: ['secret value'] }],
    'value; the secret of qa holds the same secret value',
  ],
])('judges %s', (_name, otherEnvironments, expected) => {
  expect(judged(environmentIsolation, keyEvidence({ otherEnvironments }))).toContain(expected);
});

it('has nothing to compare where no credential was found', () => {
  expect(judged(environmentIsolation, unreadEvidence({ otherEnvironments: [COPIED] }))).toBe(
    'skipped: no credential was found to compare',
  );
});

const named = (...common: ('account' | 'key')[]): readonly OtherEnvironment[] => [
  { name: 'staging', outcome: 'compared', common },
];

describe('an identifier, which is public', () => {
  const OWN = keyEvidence({ otherEnvironments: named('account', 'key') });
  const elsewhere = apiKey(ACCOUNTS.staging);
  const refused = { 'phone-numbers': DENIED };

  it.each<readonly [string, Evidence, string]>([
    ['of this one, named by another secret', OWN, 'warn: the secret of staging holds the same acc'],
    [
      'of another account, in this secret',
      keyEvidence({ parse: parsed(elsewhere), otherEnvironments: named('account') }),
      'fail: the secret of staging holds the same account',
    ],
    [
      'of a key that Twilio refuses with this secret',
      keyEvidence({ probes: refused, otherEnvironments: named('key') }),
      'fail: the secret of staging holds the same key',
    ],
    [
      'of a key that Twilio could not be asked about',
      keyEvidence({ probes: {}, otherEnvironments: named('key') }),
      'warn: the secret of staging holds the same key',
    ],
    [
      'of this account, beside a key that Twilio refuses',
      keyEvidence({ probes: refused, otherEnvironments: named('account') }),
      'warn: the secret of staging holds the same account',
    ],
  ])('%s', (_name, evidence, expected) => {
    expect(judged(environmentIsolation, evidence)).toContain(expected);
  });

  it('is explained by whose secret is to be put right', () => {
    const diagnosis = diagnosed(OWN);
    expect(ranking(diagnosis)).toBe('environment.shared-credential proven');
    expect(diagnosis.remediation[0]?.text).toContain('nothing is wrong with this one');
  });

  it('of a refused key is the likely cause, since either secret may be wrong', () => {
    const evidence = keyEvidence({ probes: refused, otherEnvironments: named('key') });
    expect(ranking(diagnosed(evidence))).toMatch(/^environment.shared-credential likely > cred/);
  });
});
