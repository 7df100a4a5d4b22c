import { describe, expect, it } from 'vitest';
import {
  auditVerdict,
  byEnvironment,
} from '../../../../functions/domain/checks/audit/audit-verdict.ts';
import type { Alert } from '../../../../functions/domain/model/alert.ts';
import type { AuditFinding } from '../../../../functions/domain/model/audit-finding.ts';
import { auditAlert } from '../../../../functions/domain/rendering/audit-alert.ts';
import { KEY_SID } from '../evidence-builder.ts';
import { AS_OF } from '../verification/audit/audit-evidence-builder.ts';
import { FINDINGS, finding, secretFinding } from '../verification/audit/findings.ts';

function alertsFor(findings: readonly AuditFinding[]): readonly (Alert | undefined)[] {
  return byEnvironment(findings).map((one) => auditAlert(one, AS_OF));
}

describe('the verdict of findings', () => {
  it.each([
    ['the worst', FINDINGS, 'fail'],
    ['nothing', [], 'inconclusive'],
    ['only what was skipped', [secretFinding()], 'inconclusive'],
    ['a pass beside what was skipped', [finding(), secretFinding()], 'pass'],
  ] as const)('of %s', (_name, findings, verdict) => {
    expect(auditVerdict(findings)).toBe(verdict);
  });

  it('puts the worst finding of each environment first', () => {
    expect(
      byEnvironment(FINDINGS).map(({ name, verdict, findings }) => [
        name,
        verdict,
        findings.map(({ status }) => status),
      ]),
    ).toEqual([
      ['production', 'fail', ['fail', 'inconclusive', 'pass', 'skipped']],
      ['staging', 'warn', ['warn', 'pass']],
    ]);
  });
});

describe('the alert of a key audit', () => {
  it('tells what is worst, everything else that is not good, and how to look again', () => {
    const [alert] = alertsFor(FINDINGS);
    expect(alert?.email).toMatchSnapshot();
    expect(alert).toMatchObject({
      subject: `KEY AUDIT production: SK3c1f..4b35 was created 2026-07-25, 120 days ago: older than 90 days as...`,
      sms: 'KEY AUDIT production: SK3c1f..4b35 was created 2026-07-25, 120 days ago: older than 90 days as declared. See email.',
      attributes: { environment: 'production', verdict: 'fail', cause: 'key.age' },
    });
  });

  it('is none for a warning, and none where all is well', () => {
    const [, staging] = alertsFor(FINDINGS);
    expect([staging, ...alertsFor([finding()])]).toEqual([undefined, undefined]);
  });

  it('is none where nothing was judged at all: nothing is open', () => {
    expect(alertsFor([secretFinding()])).toEqual([undefined]);
  });

  it('says that it could not be told', () => {
    const [alert] = alertsFor([secretFinding({ status: 'inconclusive', message: 'no answer.' })]);
    expect(alert?.subject).toBe('KEY AUDIT production (inconclusive): no answer.');
    expect(alert?.sms).toBe('KEY AUDIT production (inconclusive): no answer. See email.');
    expect(alert?.attributes.verdict).toBe('inconclusive');
  });

  it('keeps within the limits of SNS, whatever there is to say', () => {
    const environment = 'ü'.repeat(64);
    const many = Array.from({ length: 400 }, () =>
      finding({ environment, status: 'fail', message: `${KEY_SID} ${'€ '.repeat(900)}` }),
    );
    const [alert] = alertsFor(many);
    expect(alert?.subject).toMatch(/^[ -~]{1,99}$/);
    expect(alert?.sms).toMatch(/^[ -~]{1,160}$/);
    expect(alert?.sms).not.toMatch(/[[\]{}\\|^~`]/);
    expect(alert?.email).toContain('- and 380 more');
    expect(Buffer.byteLength(JSON.stringify(alert))).toBeLessThan(200_000);
    expect([...(alert?.default ?? '')].length).toBeLessThanOrEqual(1600);
  });
});
