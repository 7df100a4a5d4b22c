import { describe, expect, it } from 'vitest';
import { badCause, isUnattended } from '../../../../functions/domain/history/judge-run.ts';
import { isAboutDeclared, runRecord } from '../../../../functions/domain/history/run-record.ts';
import { shortenReport } from '../../../../functions/domain/history/shorten-report.ts';
import type { EnvironmentReport } from '../../../../functions/domain/model/report.ts';
import { rejectedReport, rejectedRun } from './stored.ts';

const { report: ENVIRONMENT } = rejectedRun();
const REPORT = rejectedReport();
const { diagnosis: _, ...UNDIAGNOSED } = ENVIRONMENT;

function unread(environment: EnvironmentReport): EnvironmentReport {
  const { versionId: _version, ...credential } = environment.credential;
  return { ...environment, credential };
}

describe('what is kept of a run', () => {
  it('is the report of its environment, what a listing shows, and who asked', () => {
    expect(runRecord(REPORT, ENVIRONMENT, { schedule: 'hourly' })).toMatchObject({
      environment: 'production',
      runId: 'run-1',
      origin: { schedule: 'hourly' },
      cause: 'credential.rejected',
      versionId: 'v-1',
      report: ENVIRONMENT,
    });
  });

  it('has no cause and no version where there is none', () => {
    const run = runRecord(REPORT, unread({ ...UNDIAGNOSED, verdict: 'pass' }), {});
    const record = JSON.parse(JSON.stringify(run));
    expect(record).not.toHaveProperty('cause');
    expect(record).not.toHaveProperty('versionId');
  });

  it('is nothing where no secret was named: the environment is not declared', () => {
    const credential = { ...ENVIRONMENT.credential, secretId: '' };
    expect(isAboutDeclared(ENVIRONMENT)).toBe(true);
    expect(isAboutDeclared({ ...ENVIRONMENT, credential })).toBe(false);
  });
});

describe('what the policy looks at', () => {
  it('is verdict, cause, version and job', () => {
    const run = runRecord(REPORT, ENVIRONMENT, { jobId: 'job-1' });
    expect(run).toMatchObject({
      runId: 'run-1',
      startedAt: REPORT.startedAt,
      trigger: 'pipeline',
      origin: { jobId: 'job-1' },
      verdict: 'fail',
      versionId: 'v-1',
    });
    expect(badCause(run)).toBe('credential.rejected');
  });

  it('calls a bad run without a diagnosis unknown, and a good one nothing', () => {
    expect(badCause(runRecord(REPORT, UNDIAGNOSED, {}))).toBe('unknown');
    const warned = runRecord(REPORT, unread({ ...ENVIRONMENT, verdict: 'warn' }), {});
    expect(badCause(warned)).toBeUndefined();
    expect(warned.versionId).toBeUndefined();
  });

  it('takes a trigger for the watch where nobody waits for the answer', () => {
    const triggers = ['pipeline', 'manual', 'cli', 'schedule', 'secret-change', 'fleet'] as const;
    expect(triggers.filter(isUnattended)).toEqual(['schedule', 'secret-change', 'fleet']);
  });
});

describe('a report that is kept', () => {
  it('is whole, as almost every one is', () => {
    expect(shortenReport(ENVIRONMENT)).toBe(ENVIRONMENT);
  });

  it.each([
    ['one endless message', [`${'x'.repeat(500_000)}`]],
    ['two hundred long ones', Array.from({ length: 200 }, () => 'y'.repeat(1_500))],
    ['ten thousand short ones', Array.from({ length: 10_000 }, () => 'z'.repeat(30))],
  ])('is shortened and marked with %s', (_name, texts) => {
    const [check] = ENVIRONMENT.checks;
    if (check === undefined) throw new Error('There is no check.');
    const checks = texts.map((message) => ({ ...check, message }));
    const kept = shortenReport({ ...ENVIRONMENT, checks });
    expect(kept).toMatchObject({ shortened: true, verdict: 'fail' });
    expect(JSON.stringify(kept).length).toBeLessThan(100_000);
    expect(kept.checks.length).toBeGreaterThan(0);
  });

  it('is cut to the least where everything in it is long', () => {
    const long = 'w'.repeat(3_000);
    const [check] = ENVIRONMENT.checks;
    const { diagnosis } = ENVIRONMENT;
    if (check === undefined || diagnosis === undefined) throw new Error('A part is missing.');
    const many = <T>(item: T): readonly T[] => Array.from({ length: 200 }, () => item);
    const kept = shortenReport({
      ...ENVIRONMENT,
      checks: many({ ...check, title: long, message: long, expected: long, found: long }),
      diagnosis: {
        ...diagnosis,
        evidence: many(long),
        remediation: many({ text: long, command: long }),
      },
    });
    expect(kept.checks[0]?.message).toMatch(/^w{119}…$/);
    expect(JSON.stringify(kept).length).toBeLessThan(100_000);
  });
});
