import { describe, expect, it } from 'vitest';
import { fleetJudgement, judgementOf } from '../../../../local/guided-run/release/judgement.ts';

const VERIFIED = {
  message: 'verified',
  jobId: 'one',
  environment: 'production',
  verdict: 'fail',
  cause: 'credential.rejected',
  confidence: 'likely',
  blocked: true,
};

describe('judgementOf', () => {
  it('finds the line about the job among others', () => {
    const logs = [
      'START RequestId: 1',
      '{"cut',
      JSON.stringify({ ...VERIFIED, jobId: 'other', verdict: 'pass' }),
      JSON.stringify({ ...VERIFIED, message: 'alert sent' }),
      JSON.stringify(VERIFIED),
    ];
    expect(judgementOf(logs, 'one')).toEqual({
      verdict: 'fail',
      cause: 'credential.rejected',
      confidence: 'likely',
    });
  });

  it('gives nothing for a job the function said nothing about', () => {
    expect(judgementOf([JSON.stringify(VERIFIED)], 'two')).toBeUndefined();
  });
});

describe('fleetJudgement', () => {
  const verdicts = { pass: 2, warn: 0, fail: 3, inconclusive: 0 };
  const causes = [
    { cause: 'credential.rejected', count: 2 },
    { cause: 'secret.missing-field', count: 1 },
  ];
  const fleet = { total: 5, verdicts, causes, worst: [] };
  const report = { schemaVersion: 1, runId: 'one', verdict: 'fail', fleet };

  it('names the causes of all members', () => {
    expect(fleetJudgement(report)).toEqual({
      verdict: 'fail',
      cause: 'credential.rejected, secret.missing-field',
    });
  });

  it('says none where there is no cause', () => {
    const passed = { ...report, verdict: 'pass', fleet: { ...fleet, causes: [] } };
    expect(fleetJudgement(passed)).toEqual({ verdict: 'pass', cause: 'none' });
  });

  it('gives nothing for a run without a report', () => {
    expect(fleetJudgement(undefined)).toBeUndefined();
  });
});
