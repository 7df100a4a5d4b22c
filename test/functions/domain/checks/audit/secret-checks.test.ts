import { describe, expect, it } from 'vitest';
import { secretAge } from '../../../../../functions/domain/checks/audit/secret-age.ts';
import { secretRotation } from '../../../../../functions/domain/checks/audit/secret-rotation.ts';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../../../functions/domain/model/evidence.ts';
import type { SecretMetadata } from '../../../../../functions/domain/model/follow-up.ts';
import { authToken, expecting, parsed } from '../../evidence-builder.ts';
import { auditEvidence, daysAgo, says } from '../../verification/audit/audit-evidence-builder.ts';

const ROTATED: SecretMetadata = {
  stages: { AWSCURRENT: 'v-2', AWSPREVIOUS: 'v-1' },
  rotationEnabled: true,
  managedType: 'TwilioApiKey',
  lastChangedAt: daysAgo(10),
  lastRotatedAt: daysAgo(10),
  nextRotationAt: daysAgo(-80),
};
const PENDING = { AWSCURRENT: 'v-2', AWSPENDING: 'v-3' };
const { lastRotatedAt, nextRotationAt, ...UNDATED } = ROTATED;
const NEVER: SecretMetadata = { ...UNDATED, nextRotationAt: daysAgo(-80) };

const UNDESCRIBED = { evidence: undescribed() };

/** Production, of whose secret AWS describes nothing. */
function undescribed(): Evidence {
  const { audit, ...evidence } = auditEvidence();
  return audit === undefined ? evidence : { ...evidence, audit: { ...audit, metadata: undefined } };
}

describe('secret.rotation', () => {
  it.each<readonly [string, SecretMetadata, string]>([
    ['one in time', ROTATED, 'pass: last rotated 2026-11-12, next by 2027-02-10'],
    [
      'one that ended on the current version',
      { ...ROTATED, stages: { AWSCURRENT: 'v-2', AWSPENDING: 'v-2' } },
      'pass: last rotated 2026-11-12, next by 2027-02-10',
    ],
    [
      'one under way',
      { ...ROTATED, stages: PENDING, lastChangedAt: daysAgo(0.5) },
      'pass: last rotated 2026-11-12, next by 2027-02-10',
    ],
    [
      'one without a next date',
      { ...UNDATED, lastRotatedAt: daysAgo(10) },
      'pass: last rotated 2026-11-12',
    ],
    ['the first that is still to come', NEVER, 'pass: never rotated yet, next by 2027-02-10'],
    [
      'one of a type that is not managed',
      { ...ROTATED, managedType: 'Other' },
      'pass: last rotated 2026-11-12, next by 2027-02-10',
    ],
    [
      'one that is late',
      { ...ROTATED, nextRotationAt: daysAgo(2) },
      'warn: last rotated 2026-11-12: a rotation was due 2026-11-20 and has not taken place',
    ],
    [
      'one that is due today',
      { ...ROTATED, nextRotationAt: daysAgo(0.9) },
      'pass: last rotated 2026-11-12, next by 2026-11-21',
    ],
    [
      'one that began and did not end',
      { ...ROTATED, stages: PENDING },
      'warn: last rotated 2026-11-12: a rotation began and did not end; AWSPENDING still names its version',
    ],
    [
      'one that AWS tells nothing of',
      UNDATED,
      'warn: its rotation is on, and AWS tells neither a last nor a next one',
    ],
    [
      'a managed secret that is not rotated',
      { ...ROTATED, rotationEnabled: false },
      'warn: its type is TwilioApiKey, and its rotation is off',
    ],
    [
      'a key that rotates others',
      { ...ROTATED, managedType: 'TwilioMainApiKey', rotationEnabled: false },
      'skipped: its type is TwilioMainApiKey, which AWS never rotates: rotate it by hand',
    ],
    [
      'a secret that nobody rotates',
      { stages: {}, rotationEnabled: false },
      'skipped: AWS does not rotate it; secret.age tells how old it is',
    ],
  ])('judges %s', (_name, metadata, text) => {
    expect(says(secretRotation, { metadata })).toBe(text);
  });

  it('believes a pending version that nobody knows the age of', () => {
    const { lastChangedAt, ...undated } = ROTATED;
    expect(says(secretRotation, { metadata: { ...undated, stages: PENDING } })).toMatch(/^pass: /);
  });

  it('is inconclusive where AWS describes nothing', () => {
    expect(says(secretRotation, UNDESCRIBED)).toBe(
      'inconclusive: DescribeSecret was denied or gave no answer: its rotation is not known',
    );
  });
});

describe('secret.age', () => {
  const changed = (days: number): SecretMetadata => ({
    stages: {},
    rotationEnabled: false,
    lastChangedAt: daysAgo(days),
  });

  it.each([
    [
      'a young secret',
      changed(10),
      undefined,
      'pass: last changed 2026-11-12, 10 days ago (its settings count too)',
    ],
    [
      'more than the default',
      changed(91),
      undefined,
      'warn: last changed 2026-08-23, 91 days ago: more than 90 days',
    ],
    [
      'more than declared',
      changed(31),
      30,
      'warn: last changed 2026-10-22, 31 days ago: more than 30 days',
    ],
  ])('judges %s', (...row) => {
    const [, metadata, maxAgeDays, text] = row;
    const limit = maxAgeDays === undefined ? {} : { maxAgeDays };
    const expectation = expecting({ kind: 'api-key', ...limit });
    expect(says(secretAge, { metadata, expectation })).toBe(text);
  });

  it('says what it means for an Auth Token', () => {
    const parse = parsed(authToken());
    expect(says(secretAge, { metadata: changed(91), parse })).toBe(
      'warn: last changed 2026-08-23, 91 days ago: more than 90 days; Twilio tells no date of an Auth Token, which is at least as old',
    );
  });

  it.each([
    ['AWS describes nothing', UNDESCRIBED],
    ['AWS tells no date', { metadata: { stages: {}, rotationEnabled: false } }],
    ['the date lies ahead', { metadata: changed(-2) }],
  ])('is inconclusive where %s', (_name, evidence) => {
    expect(says(secretAge, evidence)).toBe(
      'inconclusive: when the secret was last changed is not known: DescribeSecret gave no date',
    );
  });

  it('tells how many days', () => {
    expect(secretAge.judge(factsOf(auditEvidence()))).toMatchObject({ about: { ageDays: 10 } });
  });
});
