import { describe, expect, it } from 'vitest';
import { jobSuccess } from '../../../../functions/domain/rendering/job-success.ts';
import { failing, passing, RUN_ID, report, STAGING_SID, undecided } from './reports.ts';

describe('the summary', () => {
  it('of a pass is one sentence and the run', () => {
    expect(jobSuccess(report([passing()])).summary).toBe(
      `staging: pass, the gate is open (3 checks passed, 1 skipped). Run ${RUN_ID}`,
    );
  });

  it('says when the gate opened in shadow mode although the verdict is fail', () => {
    const { summary } = jobSuccess(report([failing({ mode: 'shadow', blocked: false })]));
    expect(summary).toMatch(
      /^production: fail, the gate is open only because of shadow mode; it would block\. Twilio rejects/,
    );
    expect(summary).toContain('(2 checks passed, 1 skipped, 1 FAIL).');
  });

  it('says when the gate opened because inconclusive is allowed', () => {
    expect(jobSuccess(report([undecided({ blocked: false })])).summary).toMatch(
      /^production: inconclusive, the gate is open only because onInconclusive is "allow"\./,
    );
  });

  it('of a run without environments is not empty', () => {
    expect(jobSuccess(report([])).summary).toBe(`No environment was verified. Run ${RUN_ID}`);
  });

  it('stays within 2,048 characters and keeps the run id', () => {
    const names = Array.from({ length: 60 }, (_, index) => `🌍${index}`.padEnd(60, '🌍'));
    const { summary } = jobSuccess(report(names.map((name) => passing({ name }))));
    expect(summary.length).toBeLessThanOrEqual(2048);
    expect(summary.endsWith(`… Run ${RUN_ID}`)).toBe(true);
    expect(summary.isWellFormed()).toBe(true);
  });
});

describe('the output variables', () => {
  it('of one environment name verdict, run, account and version', () => {
    expect(jobSuccess(report([passing()])).outputVariables).toEqual({
      verdict: 'pass',
      runId: RUN_ID,
      accountSid: STAGING_SID,
      versionId: '7c1d',
    });
  });

  it('leave out what has no value', () => {
    const credential = {
      kind: 'api-key',
      secretId: 's',
      versionId: '',
      versionStage: 'AWSCURRENT',
    } as const;
    const environment = passing({ credential });
    expect(jobSuccess(report([environment])).outputVariables).toEqual({
      verdict: 'pass',
      runId: RUN_ID,
    });
  });

  it('of several environments name no account: there is more than one', () => {
    const { outputVariables } = jobSuccess(report([passing(), passing({ name: 'b' })]));
    expect(Object.keys(outputVariables)).toEqual(['verdict', 'runId']);
  });
});
