import { describe, expect, it } from 'vitest';
import { keyAge } from '../../../../../functions/domain/checks/audit/key-age.ts';
import { keyLabel } from '../../../../../functions/domain/checks/audit/key-label.ts';
import { keyPresent } from '../../../../../functions/domain/checks/audit/key-present.ts';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { authToken, expecting, KEY_SID, oauthClient, parsed } from '../../evidence-builder.ts';
import {
  type AuditChanges,
  auditEvidence,
  daysAgo,
  listed,
  listedKey,
  STRAY_SID,
  says,
} from '../../verification/audit/audit-evidence-builder.ts';

const UNREAD: AuditChanges = {
  secret: {
    outcome: 'failed',
    versionStage: 'AWSCURRENT',
    failure: 'access-denied',
    message: 'AWS says why',
  },
};
const LABELLED = expecting({ kind: 'api-key', labelPrefix: 'production-' });
const MALFORMED = { outcome: 'malformed', kind: 'api-key', issues: [], values: {} } as const;

interface Row {
  readonly name: string;
  readonly evidence: AuditChanges;
  readonly says: string;
}

const OPEN_ROWS: readonly Row[] = [
  {
    name: 'a secret without a credential',
    evidence: { parse: { outcome: 'not-json', detail: 'plain text' } },
    says: 'inconclusive: the secret holds no well-formed credential',
  },
  {
    name: 'a malformed key without a SID',
    evidence: { parse: { ...MALFORMED, sids: {} } },
    says: 'inconclusive: the secret holds no well-formed credential',
  },
  {
    name: 'an Auth Token',
    evidence: { parse: parsed(authToken()) },
    says: 'skipped: the secret holds an Auth Token, no API key: secret.age tells how old it is',
  },
  {
    name: 'declared test credentials',
    evidence: { expectation: expecting({ kind: 'test' }), parse: parsed(authToken()) },
    says: 'skipped: the secret holds test credentials, no API key: secret.age tells how old it is',
  },
  {
    name: 'an OAuth client',
    evidence: { parse: parsed(oauthClient()) },
    says: 'skipped: the secret holds an OAuth client, no API key: secret.age tells how old it is',
  },
  {
    name: 'keys that nobody could list',
    evidence: { listing: { outcome: 'failed', reason: 'the auditor: none is declared' } },
    says: `inconclusive: ${KEY_SID}: the keys are not known: the auditor: none is declared`,
  },
  {
    name: 'a list without its end',
    evidence: { listing: listed([listedKey({ sid: STRAY_SID })], 'page 2: no answer') },
    says: `inconclusive: ${KEY_SID}: it is not among the keys that were listed, and page 2: no answer`,
  },
  {
    name: 'a list without the key that asked for it',
    evidence: { listing: { ...listed([]), askerSid: KEY_SID } },
    says: `inconclusive: ${KEY_SID}: it listed the keys itself, and the list does not have it`,
  },
];

describe.each([{ check: keyPresent }, { check: keyAge }, { check: keyLabel }])(
  '$check.id',
  ({ check }) => {
    it.each(OPEN_ROWS)('leaves open what was not seen: $name', ({ evidence, says: text }) => {
      const { credential } = evidence.expectation ?? LABELLED;
      const labelled = expecting({ ...credential, labelPrefix: 'production-' });
      expect(says(check, { ...evidence, expectation: labelled })).toBe(text);
    });
  },
);

it.each([keyPresent, keyAge, keyLabel])(
  '$id leaves open a secret that could not be read',
  (check) => {
    const { parse, ...evidence } = auditEvidence({ ...UNREAD, expectation: LABELLED });
    expect(says(check, { evidence })).toBe(
      'inconclusive: the secret could not be read (access-denied): its key is not known',
    );
  },
);

describe('key.present', () => {
  it('passes for a key that is listed, and tells all that is known of it', () => {
    expect(keyPresent.judge(factsOf(auditEvidence()))).toEqual({
      status: 'pass',
      message: `${KEY_SID} is a key of ${ACCOUNTS.production}`,
      about: {
        apiKeySid: KEY_SID,
        ageDays: 10,
        label: 'production-1',
        createdAt: daysAgo(10),
        updatedAt: daysAgo(10),
        heldBy: ['production'],
      },
    });
  });

  it('fails for a key that a complete list does not have', () => {
    expect(says(keyPresent, { listing: listed([listedKey({ sid: STRAY_SID })]) })).toBe(
      `fail: ${KEY_SID} is not among the 1 key of ${ACCOUNTS.production}: it was deleted, or is a key of another account`,
    );
  });

  it('finds a key whose SID is written in capitals, and one beside a malformed secret', () => {
    const listing = listed([listedKey({ sid: KEY_SID })]);
    const upper = `SK${KEY_SID.slice(2).toUpperCase()}`;
    const parse = { ...MALFORMED, sids: { apiKeySid: upper } };
    expect(says(keyPresent, { listing, parse })).toMatch(/^pass: /);
  });
});

describe('key.age', () => {
  const created = (days: number, maxAgeDays?: number): AuditChanges => ({
    expectation: expecting({
      kind: 'api-key',
      ...(maxAgeDays === undefined ? {} : { maxAgeDays }),
    }),
    listing: listed([listedKey({ createdAt: daysAgo(days) })]),
  });

  it.each([
    [
      'a young key',
      created(10, 30),
      'pass: … was created 2026-11-12, 10 days ago; limit 30 days as declared',
    ],
    [
      'a key of today',
      created(0),
      'pass: … was created 2026-11-22, 0 days ago; limit 90 days by default',
    ],
    [
      'a key as old as allowed',
      created(30.9, 30),
      'pass: … was created 2026-10-22, 30 days ago; limit 30 days as declared',
    ],
    [
      'a day more than declared',
      created(31, 30),
      'fail: … was created 2026-10-22, 31 days ago: older than 30 days as declared',
    ],
    [
      'more than the default, of which nobody spoke',
      created(91),
      'warn: … was created 2026-08-23, 91 days ago: older than 90 days by default',
    ],
    [
      'a clock that is a little behind',
      created(-0.5),
      'pass: … was created 2026-11-22, 0 days ago; limit 90 days by default',
    ],
    [
      'a date in the future',
      created(-2),
      'inconclusive: …: Twilio gave no creation date that can be believed',
    ],
  ])('judges %s', (_name, evidence, text) => {
    expect(says(keyAge, evidence)).toBe(text.replace('…', KEY_SID));
  });

  it('is inconclusive where Twilio gives no date', () => {
    expect(says(keyAge, { listing: listed([{ sid: KEY_SID }]) })).toBe(
      `inconclusive: ${KEY_SID}: Twilio gave no creation date that can be believed`,
    );
  });

  it('leaves an absent key to key.present', () => {
    expect(says(keyAge, { listing: listed([]) })).toMatch(/^skipped: .* it has no age there$/);
  });
});

describe('key.label', () => {
  const labelled = (label: string): AuditChanges => ({
    expectation: LABELLED,
    listing: listed([listedKey({ label })]),
  });

  it('says nothing where no prefix is declared', () => {
    expect(keyLabel.judge(factsOf(auditEvidence()))).toEqual([]);
  });

  it.each([
    ['the declared beginning', 'production-2026', 'pass: … is labelled "production-2026"'],
    [
      'another label',
      'my laptop',
      'fail: … is labelled "my laptop"; declared is a label that begins with "production-"',
    ],
    [
      'another letter case',
      'Production-1',
      'fail: … is labelled "Production-1"; declared is a label that begins with "production-"',
    ],
    [
      'control characters',
      'first\u001b[31m\nsecond',
      'fail: … is labelled "first second"; declared is a label that begins with "production-"',
    ],
    [
      'what looks like a secret',
      `x ${'0a'.repeat(16)}`,
      'fail: … is labelled "…"; declared is a label that begins with "production-"',
    ],
    ['a SID', `production-${KEY_SID}`, `pass: … is labelled "production-${KEY_SID}"`],
    [
      'signs without a letter',
      '--',
      'fail: … is labelled "--"; declared is a label that begins with "production-"',
    ],
  ])('judges %s', (_name, label, text) => {
    expect(says(keyLabel, labelled(label))).toBe(text.replace('…', KEY_SID));
  });

  it('fails for a key without a label', () => {
    const { label, ...bare } = listedKey();
    expect(says(keyLabel, { expectation: LABELLED, listing: listed([bare]) })).toBe(
      `fail: ${KEY_SID} has no label; declared is a label that begins with "production-"`,
    );
  });

  it('leaves an absent key to key.present', () => {
    const absent = { expectation: LABELLED, listing: listed([]) };
    expect(says(keyLabel, absent)).toMatch(/^skipped: .* it has no label there$/);
  });
});
