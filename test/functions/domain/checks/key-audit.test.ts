import { describe, expect, it } from 'vitest';
import { traceOf } from '../../../../cli/diagnose/trace/trace.ts';
import { runChecks } from '../../../../functions/domain/checks/run-checks.ts';
import { factsOf } from '../../../../functions/domain/facts/facts.ts';
import { auditsKey } from '../../../../functions/domain/facts/key-page.ts';
import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../../functions/domain/model/twilio-api.ts';
import { verdictOf } from '../../../../functions/domain/model/verdict.ts';
import { ACCOUNTS } from '../accounts.ts';
import { diagnosed } from '../causes/diagnosed.ts';
import { expecting, KEY_SID, keyEvidence } from '../evidence-builder.ts';
import { accountReply, DENIED, noAnswer, numbersPage } from '../twilio-replies.ts';
import { daysAgo, STRAY_SID } from '../verification/audit/audit-evidence-builder.ts';
import { keysPage } from '../verification/audit/keys-replies.ts';

const SID = ACCOUNTS.production;
const BOTH = expecting({ kind: 'api-key', maxAgeDays: 30, labelPrefix: 'production-' });

function audited(reply?: TwilioReply, changes: Partial<Evidence> = {}): Evidence {
  return keyEvidence({
    expectation: BOTH,
    auditor: { state: 'ready' },
    probes: {
      'phone-numbers': numbersPage(SID),
      'audited-account': accountReply(SID),
      ...(reply === undefined ? {} : { 'audited-keys': reply }),
    },
    ...changes,
  });
}

/** A page with the environment's key, so old and so labelled. */
function key(days: number, label: string, next?: number): TwilioReply {
  return keysPage(SID, [{ sid: KEY_SID, createdAt: daysAgo(days), label }], next);
}

/** `id status: message` of the checks of the key audit in a report. */
function reported(evidence: Evidence): readonly string[] {
  return runChecks(factsOf(evidence)).flatMap(({ id, tier, status, message }) =>
    tier === 'audit' ? [`${id} ${status}: ${message}`] : [],
  );
}

describe('the gate looks at how a key is kept', () => {
  it.each([
    ['where its age is declared', { maxAgeDays: 30 }, true],
    ['where its label is declared', { labelPrefix: 'p' }, true],
    ['not where neither is', {}, false],
    ['not where the credential is an Auth Token', { kind: 'auth-token', maxAgeDays: 30 }, false],
  ] as const)('%s', (_name, credential, expected) => {
    expect(auditsKey(expecting({ kind: 'api-key', ...credential }))).toBe(expected);
  });

  it('not outside us1, where the auditor sees no keys', () => {
    expect(auditsKey({ ...BOTH, twilioRegion: 'ie1' })).toBe(false);
  });

  it('not without an auditor, nor where nothing is declared', () => {
    expect(reported(audited(undefined, { auditor: { state: 'not-configured' } }))).toEqual([]);
    expect(reported(audited(undefined, { expectation: expecting({ kind: 'api-key' }) }))).toEqual(
      [],
    );
  });

  it('with the checks that are declared alone', () => {
    const only = (credential: object) =>
      reported(
        audited(undefined, { expectation: expecting({ kind: 'api-key', ...credential }) }),
      ).map((line) => line.split(' ', 1)[0]);
    expect(only({ maxAgeDays: 30 })).toEqual(['key.age']);
    expect(only({ labelPrefix: 'p' })).toEqual(['key.label']);
  });
});

describe('what it says never blocks', () => {
  it.each<readonly [string, TwilioReply | undefined, readonly string[], string]>([
    [
      'all as declared',
      key(10, 'production-1'),
      [
        `key.age pass: ${KEY_SID} was created 2026-11-12, 10 days ago; limit 30 days as declared`,
        `key.label pass: ${KEY_SID} is labelled "production-1"`,
      ],
      'pass',
    ],
    [
      'neither as declared',
      key(31, 'laptop'),
      [
        `key.age warn: ${KEY_SID} was created 2026-10-22, 31 days ago: older than 30 days as declared`,
        `key.label warn: ${KEY_SID} is labelled "laptop"; declared is a label that begins with "production-"`,
      ],
      'warn',
    ],
    [
      'a list without the key',
      keysPage(SID, [{ sid: STRAY_SID }]),
      [
        `key.age skipped: ${KEY_SID} is not a key of the account: it has no age there`,
        `key.label skipped: ${KEY_SID} is not a key of the account: it has no label there`,
      ],
      'pass',
    ],
    [
      'a first page without the key',
      keysPage(SID, [{ sid: STRAY_SID }], 1),
      [
        `key.age skipped: ${KEY_SID}: it is not among the keys that were listed, and the gate reads one page: the key audit reads all`,
        `key.label skipped: ${KEY_SID}: it is not among the keys that were listed, and the gate reads one page: the key audit reads all`,
      ],
      'pass',
    ],
    [
      'an auditor that is denied',
      DENIED,
      [
        `key.age skipped: ${KEY_SID}: the keys are not known: the auditor: Twilio answered HTTP 401, code 20003 "Authenticate"`,
        `key.label skipped: ${KEY_SID}: the keys are not known: the auditor: Twilio answered HTTP 401, code 20003 "Authenticate"`,
      ],
      'pass',
    ],
    [
      'no answer',
      noAnswer('timeout'),
      [
        `key.age skipped: ${KEY_SID}: the keys are not known: the auditor: no answer from Twilio: timeout after 3 attempts`,
        `key.label skipped: ${KEY_SID}: the keys are not known: the auditor: no answer from Twilio: timeout after 3 attempts`,
      ],
      'pass',
    ],
    [
      'no question',
      undefined,
      [
        'key.age skipped: no credential was found whose key could be looked up',
        'key.label skipped: no credential was found whose key could be looked up',
      ],
      'pass',
    ],
  ])('%s', (...row) => {
    const [, reply, lines, verdict] = row;
    const evidence = audited(reply);
    expect(reported(evidence)).toEqual(lines);
    expect(verdictOf(runChecks(factsOf(evidence)))).toBe(verdict);
  });

  it('also where the auditor cannot be used', () => {
    const auditor = { state: 'unusable', reason: 'it is an OAuth client' } as const;
    expect(reported(audited(undefined, { auditor }))[0]).toBe(
      'key.age skipped: the auditor credential cannot be used: it is an OAuth client',
    );
  });

  it('also where no credential was found', () => {
    const { parse, ...unparsed } = audited(key(31, 'laptop'));
    expect(reported(unparsed)[0]).toMatch(/^key\.age skipped: /);
  });

  it('tells the time of its answer', () => {
    const times = runChecks(factsOf(audited(key(10, 'x')))).filter(({ tier }) => tier === 'audit');
    expect(times.map(({ durationMs }) => durationMs)).toEqual([120, 120]);
  });
});

describe('the diagnosis of a warning', () => {
  it('says that the key works and how it is kept', () => {
    const evidence = audited(key(31, 'laptop'));
    const diagnosis = diagnosed(evidence);
    expect(diagnosis).toMatchObject({
      cause: 'credential.audit',
      confidence: 'proven',
      summary: 'production: the key works, and is not kept as declared: key.age, key.label',
      alternatives: [],
    });
    expect(diagnosis.evidence).toHaveLength(2);
  });

  it('comes after whatever explains more', () => {
    const evidence = audited(key(31, 'production-1'), {
      probes: { 'phone-numbers': DENIED, 'own-account': DENIED, 'audited-keys': key(31, 'x') },
    });
    const { cause, alternatives } = diagnosed(evidence);
    expect(cause).not.toBe('credential.audit');
    expect(alternatives.map((one) => one.cause)).toContain('credential.audit');
  });

  it('is traced to the question that was asked', () => {
    const asked = JSON.stringify(traceOf(audited(key(31, 'laptop'))));
    expect(asked).toContain('which keys does the account have, to the auditor');
    expect(asked).toContain('1 key of the account');
  });
});
