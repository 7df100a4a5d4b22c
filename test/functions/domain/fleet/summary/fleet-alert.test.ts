import { describe, expect, test } from 'vitest';
import { fleetAlert } from '../../../../../functions/domain/fleet/summary/fleet-alert.ts';
import type { FleetReport } from '../../../../../functions/domain/model/schemas/fleet-schema.ts';
import { TEMPLATE } from '../fleet-world.ts';

const RUN = {
  runId: 'run-1',
  startedAt: '2026-11-29T09:00:00.000Z',
  trigger: 'fleet',
  origin: {},
} as const;

function report(
  verdict: FleetReport['verdict'],
  changes: Partial<FleetReport['fleet']>,
): FleetReport {
  const verdicts = { pass: 497, warn: 0, fail: 0, inconclusive: 0 };
  return {
    schemaVersion: 1,
    runId: RUN.runId,
    verdict,
    fleet: { total: 500, verdicts, causes: [], worst: [], ...changes },
  };
}

describe('the alert of a fleet', () => {
  test('says how many failed, names the worst five, the first step and where the results lie', () => {
    const worst = Array.from({ length: 7 }, (_each, index) => ({
      member: `tenant-${index}`,
      verdict: 'fail' as const,
      summary: 'its key is deleted',
    }));
    const alert = fleetAlert(
      report('fail', {
        verdicts: { pass: 491, warn: 0, fail: 7, inconclusive: 2 },
        causes: [{ cause: 'credential.rejected', count: 7 }],
        worst,
        results: 's3://bucket/runs/run-1/results/',
      }),
      TEMPLATE,
      RUN,
    );
    expect(alert.subject).toBe('BLOCKED fleet: 7 of 500 members failed, 2 could not be checked');
    expect(alert.email).toContain('tenant-4: fail, its key is deleted');
    expect(alert.email).not.toContain('tenant-5');
    expect(alert.email).toContain('npx --no twilio-preflight explain credential.rejected');
    expect(alert.email).toContain('s3://bucket/runs/run-1/results/');
    expect(alert.email).toContain('{"onlyFrom":"run-1"}');
    // A fleet is many credentials, each with a cause of its own: nothing is said of one.
    expect(alert.email).not.toMatch(/How sure|Twilio request|AWSCURRENT|account not known/);
    expect(alert.sms).not.toContain('Cause');
    expect(alert.sms.length).toBeLessThanOrEqual(160);
    expect(alert.attributes).toMatchObject({
      environment: 'fleet',
      verdict: 'fail',
      severity: 'critical',
      cause: 'credential.rejected',
    });
  });

  test.each<[string, FleetReport, string]>([
    [
      'only failed',
      report('fail', { verdicts: { pass: 499, warn: 0, fail: 1, inconclusive: 0 } }),
      'fleet: 1 of 500 members failed',
    ],
    [
      'only not known',
      report('inconclusive', {
        verdicts: { pass: 499, warn: 0, fail: 0, inconclusive: 1 },
        worst: [{ member: 'tenant-1', verdict: 'inconclusive' }],
      }),
      'fleet: 1 of 500 members could not be checked',
    ],
    [
      'no members',
      report('inconclusive', { total: 0 }),
      'fleet: no members were found: nothing was checked',
    ],
  ])('of %s says just that', (_name, given, said) => {
    const { email, attributes } = fleetAlert(given, TEMPLATE, RUN);
    expect(email.split('\n')[0]).toBe(said);
    expect(attributes.cause).toBe('unknown');
  });
});
