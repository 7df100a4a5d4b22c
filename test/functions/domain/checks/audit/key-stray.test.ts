import { expect, it } from 'vitest';
import { keyStray } from '../../../../../functions/domain/checks/audit/key-stray.ts';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { KEY_SID } from '../../evidence-builder.ts';
import {
  type AuditChanges,
  auditEvidence,
  daysAgo,
  listed,
  listedKey,
  STRAY_SID,
  says,
} from '../../verification/audit/audit-evidence-builder.ts';
import { keysPage } from '../../verification/audit/keys-replies.ts';

const OWN = { sid: KEY_SID, holder: 'production', versionStage: 'AWSCURRENT' } as const;
const STRAY_KEY = listedKey({
  sid: STRAY_SID,
  label: 'laptop',
  createdAt: daysAgo(400),
  updatedAt: daysAgo(30),
});
const TWO = listed([listedKey(), STRAY_KEY]);
const STRAY_ALONE = listed([STRAY_KEY]);
const STRAY = `${STRAY_SID} ("laptop", created 2025-10-18, updated 2026-10-23)`;

interface Row {
  readonly name: string;
  readonly evidence: AuditChanges;
  readonly says: string;
}

const ROWS: readonly Row[] = [
  {
    name: 'no other key',
    evidence: {},
    says: `pass: 1 key in ${ACCOUNTS.production}, as listed by the auditor: each is held by a declared secret`,
  },
  {
    name: 'no key at all',
    evidence: { listing: listed([]) },
    says: `pass: 0 keys in ${ACCOUNTS.production}, as listed by the auditor: each is held by a declared secret`,
  },
  {
    name: 'a key that nobody declared',
    evidence: { listing: TWO },
    says: `warn: ${STRAY} is in no declared secret`,
  },
  {
    name: 'a key of which nothing is told',
    evidence: { listing: listed([{ sid: STRAY_SID }]) },
    says: `warn: ${STRAY_SID} (no label, no date) is in no declared secret`,
  },
  {
    name: "another environment's key, in capitals there",
    evidence: {
      listing: TWO,
      held: [OWN, { ...OWN, sid: `SK${STRAY_SID.slice(2).toUpperCase()}`, holder: 'staging' }],
    },
    says: `pass: 2 keys in ${ACCOUNTS.production}, as listed by the auditor: each is held by a declared secret`,
  },
  {
    name: 'the key of the next version',
    evidence: {
      listing: TWO,
      held: [OWN, { ...OWN, sid: STRAY_SID, versionStage: 'AWSPENDING' }],
    },
    says: `pass: 2 keys in ${ACCOUNTS.production}, as listed by the auditor: each is held by a declared secret`,
  },
  {
    name: 'the key of the version before',
    evidence: {
      listing: TWO,
      held: [OWN, { ...OWN, sid: STRAY_SID, versionStage: 'AWSPREVIOUS' }],
    },
    says: `warn: ${STRAY} is held only by the version before the current one (production): left over from a rotation`,
  },
  {
    name: 'the key of the version before, where Twilio lacks the current one',
    evidence: {
      listing: STRAY_ALONE,
      held: [OWN, { ...OWN, sid: STRAY_SID, versionStage: 'AWSPREVIOUS' }],
    },
    says: `warn: ${STRAY} is held only by the version before the current one (production): the current key is missing at Twilio: do not delete this one`,
  },
  {
    name: 'the key of the version before, in a list without its end',
    evidence: {
      listing: { ...STRAY_ALONE, missing: 'page 2: no answer' },
      held: [OWN, { ...OWN, sid: STRAY_SID, versionStage: 'AWSPREVIOUS' }],
    },
    says: `warn: ${STRAY} is held only by the version before the current one (production): left over from a rotation\ninconclusive: the list of keys is not complete (1 key seen): page 2: no answer`,
  },
  {
    name: "the key of the version before, where another secret's current key is missing",
    evidence: {
      listing: TWO,
      held: [
        OWN,
        { ...OWN, sid: STRAY_SID, versionStage: 'AWSPREVIOUS' },
        { ...OWN, sid: `SK${'9'.repeat(32)}`, holder: 'staging' },
      ],
    },
    says: `warn: ${STRAY} is held only by the version before the current one (production): left over from a rotation`,
  },
  {
    name: 'a key that a secret may hold which could not be read',
    evidence: { listing: TWO, unread: ['staging (access-denied)'] },
    says: `inconclusive: ${STRAY} is in no secret that could be read; not read: staging (access-denied)`,
  },
  {
    name: 'a list without its end',
    evidence: { listing: listed([listedKey()], 'page 2: no answer') },
    says: 'inconclusive: the list of keys is not complete (1 key seen): page 2: no answer',
  },
  {
    name: 'a stray key in a list without its end',
    evidence: { listing: { ...TWO, missing: 'page 2: no answer' } },
    says: `warn: ${STRAY} is in no declared secret\ninconclusive: the list of keys is not complete (2 keys seen): page 2: no answer`,
  },
  {
    name: 'keys that nobody could list',
    evidence: { listing: { outcome: 'failed', reason: 'the auditor: none is declared' } },
    says: 'inconclusive: the keys are not known: the auditor: none is declared',
  },
  {
    name: 'an account that can have none',
    evidence: { listing: { outcome: 'none', reason: 'test credentials have no API keys' } },
    says: 'skipped: test credentials have no API keys',
  },
];

it.each(ROWS)('judges $name', ({ evidence, says: text }) => {
  expect(says(keyStray, evidence)).toBe(text);
});

it('tells all that is known of a stray key, one finding for each', () => {
  const third = `SK${'cd'.repeat(16)}`;
  const listing = listed([...TWO.keys, listedKey({ sid: third })]);
  expect(keyStray.judge(factsOf(auditEvidence({ listing })))).toMatchObject([
    { about: { apiKeySid: STRAY_SID, ageDays: 400, label: 'laptop' } },
    { about: { apiKeySid: third, ageDays: 10, label: 'production-1' } },
  ]);
});

it('takes every other key for a stray where no secrets were compared, as in a gate', () => {
  const { audit, ...evidence } = auditEvidence();
  const page = keysPage(ACCOUNTS.production, [{ sid: STRAY_SID }]);
  expect(says(keyStray, { evidence: { ...evidence, probes: { 'audited-keys': page } } })).toBe(
    `warn: ${STRAY_SID} (no label, no date) is in no declared secret`,
  );
});

it('names the version that holds a key left over', () => {
  const held = [OWN, { ...OWN, sid: STRAY_SID, versionStage: 'AWSPREVIOUS' } as const];
  expect(keyStray.judge(factsOf(auditEvidence({ listing: TWO, held })))).toMatchObject([
    { about: { heldBy: ['production (AWSPREVIOUS)'] } },
  ]);
});
