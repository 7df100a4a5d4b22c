import { describe, expect, it } from 'vitest';
import { ALL_CHECKS } from '../../../../functions/domain/checks/all-checks.ts';
import {
  type ErrorContext,
  type ErrorSubject,
  errorReport,
  type RunError,
} from '../../../../functions/domain/verification/error-report.ts';
import { PRODUCTION } from '../evidence-builder.ts';

const CONTEXT: ErrorContext = {
  runId: 'run-1',
  trigger: 'pipeline',
  startedAt: '2026-11-22T03:00:00.000Z',
  durationMs: 7,
  subjects: [{ environment: 'production' }],
};
const CONFIGURATION: RunError = {
  kind: 'configuration',
  cause: 'config.unknown-environment',
  problem: 'no such environment; there are: staging, live',
};
const OUT_OF_TIME: RunError = { kind: 'out-of-time', problem: 'the function ran out of time' };
const DEFECT: RunError = { kind: 'defect', problem: 'TypeError' };

function environmentOf(error: RunError, changes: Partial<ErrorSubject> = {}) {
  const subjects = [{ environment: 'production', ...changes }];
  const report = errorReport(error, { ...CONTEXT, subjects });
  const [environment] = report.environments;
  expect(report.environments).toHaveLength(1);
  expect(report.verdict).toBe(environment?.verdict);
  return environment;
}

it('keeps what is known of the run', () => {
  expect(errorReport(DEFECT, CONTEXT)).toMatchObject({
    schemaVersion: 1,
    runId: 'run-1',
    trigger: 'pipeline',
    startedAt: '2026-11-22T03:00:00.000Z',
    durationMs: 7,
  });
});

it('is as bad as the worst of its environments', () => {
  const shadow = {
    environment: 'staging',
    expectation: { ...PRODUCTION, mode: 'shadow' },
  } as const;
  const report = errorReport(OUT_OF_TIME, {
    ...CONTEXT,
    subjects: [shadow, { environment: 'production' }],
  });
  expect(report.verdict).toBe('inconclusive');
  expect(report.environments.map(({ name, blocked }) => [name, blocked])).toEqual([
    ['staging', false],
    ['production', true],
  ]);
});

describe('the gate', () => {
  const shadow = { expectation: { ...PRODUCTION, mode: 'shadow' } } as const;
  const allow = { expectation: { ...PRODUCTION, onInconclusive: 'allow' } } as const;

  it.each<readonly [string, RunError, Partial<ErrorSubject>, string]>([
    ['an undeclared environment', CONFIGURATION, {}, 'fail, blocked'],
    ['a bad configuration in shadow mode', CONFIGURATION, shadow, 'fail, open'],
    ['a bad configuration where outages are allowed', CONFIGURATION, allow, 'fail, blocked'],
    ['time that ran out', OUT_OF_TIME, { expectation: PRODUCTION }, 'inconclusive, blocked'],
    ['time that ran out of nobody knows what', OUT_OF_TIME, {}, 'inconclusive, blocked'],
    ['time that ran out where that is allowed', OUT_OF_TIME, allow, 'inconclusive, open'],
    ['a defect', DEFECT, {}, 'inconclusive, blocked'],
    ['a defect where outages are allowed', DEFECT, allow, 'inconclusive, blocked'],
    ['a defect in shadow mode', DEFECT, shadow, 'inconclusive, open'],
  ])('after %s', (...[, error, changes, expected]) => {
    const environment = environmentOf(error, changes);
    const gate = environment?.blocked === true ? 'blocked' : 'open';
    expect(`${environment?.verdict}, ${gate}`).toBe(expected);
  });
});

it('says of a bad configuration what is allowed', () => {
  expect(environmentOf(CONFIGURATION)).toMatchObject({
    credential: { kind: 'api-key', secretId: '' },
    checks: [],
    diagnosis: {
      cause: 'config.unknown-environment',
      confidence: 'proven',
      summary: 'production: no such environment; there are: staging, live',
      evidence: [CONFIGURATION.problem],
    },
  });
});

it('keeps the summary to one line of 120 characters, whatever was asked for', () => {
  const environment = environmentOf(CONFIGURATION, { environment: `a\nb ${'c '.repeat(99)}` });
  expect(environment?.diagnosis?.summary).toMatch(/^a b c c .{10,110}\.\.\.$/);
  expect(environment?.diagnosis?.summary.length).toBeLessThanOrEqual(120);
});

it.each([OUT_OF_TIME, DEFECT])('judges nothing after error of kind $kind', (error) => {
  const environment = environmentOf(error, { expectation: PRODUCTION });
  expect(environment?.credential.secretId).toBe(PRODUCTION.secret.id);
  const live = ALL_CHECKS.filter(({ tier }) => tier === 'live');
  expect(environment?.checks.map(({ id }) => id)).toEqual(live.map(({ id }) => id));
  for (const check of environment?.checks ?? []) {
    expect(check).toMatchObject({
      tier: 'live',
      status: 'inconclusive',
      message: `not judged: ${error.problem}`,
    });
  }
});
