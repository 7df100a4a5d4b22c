import { describe, expect, it } from 'vitest';
import { judgementOf } from '../../../../local/guided-run/release/judgement.ts';

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
      environment: 'production',
      verdict: 'fail',
      cause: 'credential.rejected',
      confidence: 'likely',
      blocked: true,
    });
  });

  it('gives nothing for a job the function said nothing about', () => {
    expect(judgementOf([JSON.stringify(VERIFIED)], 'two')).toBeUndefined();
  });
});
