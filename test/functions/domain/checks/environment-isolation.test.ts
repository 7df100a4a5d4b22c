import { expect, it } from 'vitest';
import { environmentIsolation } from '../../../../functions/domain/checks/environment-isolation.ts';
import type { OtherEnvironment } from '../../../../functions/domain/model/evidence.ts';
import { keyEvidence, unreadEvidence } from '../evidence-builder.ts';
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
  ['one whose secret cannot be read', [UNREAD], 'pass: not compared: qa (access-denied)'],
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
