import { describe, expect, it } from 'vitest';
import type { Diagnosis, EnvironmentReport } from '../../../../functions/domain/model/report.ts';
import { jobFailure } from '../../../../functions/domain/rendering/job-failure.ts';
import { failing, passing, REJECTED, RUN_ID, report, undecided } from './reports.ts';

function messageOf(...environments: readonly EnvironmentReport[]): string {
  return jobFailure(report(environments)).message;
}

describe('the failure type', () => {
  it.each<[string, string]>([
    ['secret.access-denied', 'PermissionError'],
    ['secret.kms-denied', 'PermissionError'],
    ['secret.not-found', 'ConfigurationError'],
    ['secret.pending-deletion', 'ConfigurationError'],
    ['secret.not-json', 'ConfigurationError'],
    ['secret.missing-field', 'ConfigurationError'],
    ['credential.whitespace', 'ConfigurationError'],
    ['credential.swapped', 'ConfigurationError'],
    ['credential.malformed', 'ConfigurationError'],
    ['credential.placeholder', 'ConfigurationError'],
    ['credential.api-key-as-account', 'ConfigurationError'],
    ['credential.mixed', 'ConfigurationError'],
    ['credential.wrong-kind', 'ConfigurationError'],
    ['config.invalid', 'ConfigurationError'],
    ['config.unknown-environment', 'ConfigurationError'],
    ['credential.rejected', 'JobFailed'],
    ['credential.test-credentials', 'JobFailed'],
    ['environment.wrong-account', 'JobFailed'],
    ['account.suspended', 'JobFailed'],
  ])('of a fail caused by %s is %s', (cause, type) => {
    const environment = failing({ diagnosis: { ...REJECTED, cause } });
    expect(jobFailure(report([environment])).type).toBe(type);
  });

  it('of an inconclusive verdict is SystemUnavailable, whatever its cause', () => {
    const environment = undecided({ diagnosis: { ...REJECTED, cause: 'secret.access-denied' } });
    expect(jobFailure(report([environment])).type).toBe('SystemUnavailable');
  });

  it('of a fail without a diagnosis is JobFailed', () => {
    const { diagnosis: _none, ...environment } = failing();
    expect(jobFailure(report([environment])).type).toBe('JobFailed');
  });

  it('of a run without environments is SystemUnavailable, and the message is not empty', () => {
    const { type, message } = jobFailure(report([]));
    expect(type).toBe('SystemUnavailable');
    expect(message).toBe(`Nothing was verified: the run has no environment.\n\nRun ${RUN_ID}`);
  });
});

describe('the failure message', () => {
  it('begins with the one-line diagnosis and ends with the request ids', () => {
    const lines = messageOf(failing()).split('\n');
    expect(lines[0]).toBe(REJECTED.summary);
    expect(lines[1]).toMatch(/^How sure: likely/);
    expect(lines[2]).toBe('Verdict fail: the gate is BLOCKED.');
    expect(lines.at(-3)).toBe(`Run ${RUN_ID}`);
    expect(lines.at(-1)).toBe('2 Twilio requests: RQ01, RQ02');
  });

  it('is led by the environment that blocks, and names the others', () => {
    const shadow = failing({ name: 'staging', mode: 'shadow', blocked: false });
    const message = messageOf(passing({ name: 'development' }), shadow, undecided());
    expect(message).toMatch(/^production: Twilio answered 503/);
    expect(message).toContain('Other environments:\n- staging: ');
    expect(message).toContain('\n- development: pass\n');
  });
});

describe('a failure message that is too long', () => {
  const long: Diagnosis = {
    ...REJECTED,
    evidence: Array.from({ length: 200 }, (_, index) => `evidence ${index} ${'🔑'.repeat(40)}`),
  };

  it('stays within 5,000 code points, not UTF-16 units', () => {
    const message = messageOf(failing({ diagnosis: long }));
    const codePoints = Array.from(message).length;
    expect(codePoints).toBeLessThanOrEqual(5000);
    expect(codePoints).toBeGreaterThan(4800);
    expect(message.length).toBeGreaterThan(5000);
    expect(message.isWellFormed()).toBe(true);
  });

  it('gives up the least important first, keeps diagnosis, steps and run id, and says so', () => {
    const message = messageOf(failing({ diagnosis: long }));
    expect(message.startsWith(REJECTED.summary)).toBe(true);
    expect(message).toContain('aws secretsmanager put-secret-value');
    expect(message).toContain('found: 401, code 20003 (Authenticate)');
    expect(message).toContain('- evidence 0 ');
    expect(message).toContain(`Run ${RUN_ID}`);
    expect(message).not.toContain('Other checks');
    expect(message.endsWith('… (shortened)')).toBe(true);
  });

  it('never holds half a command', () => {
    const command = `aws secretsmanager delete-secret --secret-id ${'x'.repeat(6000)}`;
    const diagnosis = { ...REJECTED, remediation: [{ text: 'Do this:', command }] };
    const message = messageOf(failing({ diagnosis }));
    expect(message).toContain('1. Do this:');
    expect(message).not.toContain('delete-secret');
  });
});
