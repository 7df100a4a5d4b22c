import { describe, expect, it } from 'vitest';
import { CommandError } from '../../../cli/command-error.ts';
import { readReport } from '../../../cli/invoke/read-report.ts';
import { ALL_CHECKS } from '../../../functions/domain/checks/all-checks.ts';
import type {
  CheckReport,
  EnvironmentReport,
  Report,
} from '../../../functions/domain/model/report.ts';
import { failing, passing, report, undecided } from '../../functions/domain/rendering/reports.ts';

const GOOD = report([failing(), passing()], { verdict: 'fail' });
const ASKED = ['production', 'staging'];

function read(value: unknown, asked: readonly string[] = ASKED): Report {
  return readReport(JSON.stringify(value), asked);
}

/** The report of two environments, of which the second passes with these checks. */
function passed(changes: readonly Pick<CheckReport, 'status'>[]): unknown {
  const [check] = passing().checks;
  const checks = changes.map((change) => ({ ...check, ...change }));
  return { ...GOOD, environments: [failing(), { ...passing(), checks }] };
}

function warned(statuses: readonly CheckReport['status'][]): EnvironmentReport {
  const [check] = passing().checks;
  const checks = statuses.flatMap((status) =>
    check === undefined ? [] : [check, { ...check, status }],
  );
  return { ...passing(), verdict: 'warn', checks };
}

describe('reading the report of the gate', () => {
  it('gives the whole report, with what a newer gate adds', () => {
    const newer = { ...GOOD, costUsd: 0 };
    expect(read(newer)).toEqual(newer);
  });

  it.each(ALL_CHECKS.map(({ id }) => id))('takes the check %s', (id) => {
    const { checks, ...environment } = failing();
    const failed = { ...environment, checks: checks.map((check) => ({ ...check, id })) };
    expect(read({ ...GOOD, environments: [failed, passing()] })).toBeDefined();
  });

  it('takes ids of checks and causes that a newer gate has', () => {
    const { diagnosis, checks, ...environment } = failing();
    const newer = {
      ...environment,
      checks: checks.map((check) => ({ ...check, id: 'credential.reach' })),
      diagnosis: { ...diagnosis, cause: 'rotation.in-progress' },
    };
    expect(read({ ...GOOD, environments: [newer, passing()] })).toBeDefined();
  });

  it.each([
    ['blocked', true],
    ['open, where onInconclusive allows', false],
  ])('believes an inconclusive environment that is %s', (_name, blocked) => {
    expect(read(report([undecided({ blocked })]), ['production'])).toBeDefined();
  });

  it.each<[string, unknown]>([
    ['nothing', null],
    ['a text', 'pass'],
    ['a list', [GOOD]],
    ['no environments', { ...GOOD, environments: [] }],
    ['another schema version', { ...GOOD, schemaVersion: 2 }],
    ['a verdict of another word', { ...GOOD, verdict: 'ok' }],
    ['a verdict better than its environments', { ...GOOD, verdict: 'pass' }],
    [
      'a fail that does not block',
      { ...GOOD, environments: [failing({ blocked: false }), passing()] },
    ],
    ['a pass that blocks', { ...GOOD, environments: [failing(), passing({ blocked: true })] }],
    ['a pass of no checks', passed([])],
    ['a pass of skipped checks', passed([{ status: 'skipped' }, { status: 'skipped' }])],
    ['a pass with a failed check', passed([{ status: 'pass' }, { status: 'fail' }])],
    ['a warning of no checks', { ...GOOD, environments: [failing(), warned([])] }],
    ['a warning with a failed check', { ...GOOD, environments: [failing(), warned(['fail'])] }],
    [
      'an open inconclusive environment with a failed check',
      report([
        { ...undecided({ blocked: false, name: 'staging' }), checks: failing().checks },
        failing(),
      ]),
    ],
    [
      'shadow mode that blocks',
      { ...GOOD, environments: [failing({ mode: 'shadow' }), passing()] },
    ],
    ['one environment too few', { ...GOOD, environments: [failing()] }],
    ['one environment too many', { ...GOOD, environments: [failing(), passing(), passing()] }],
    ['another environment', { ...GOOD, environments: [failing(), passing({ name: 'qa' })] }],
    ['one environment twice', { ...GOOD, environments: [failing(), failing()] }],
    ['an environment without checks', { ...GOOD, environments: [{ ...failing(), checks: null }] }],
    ['a text longer than any', { ...GOOD, runId: 'x'.repeat(20_001) }],
  ])('does not believe %s', (_name, value) => {
    expect(() => read(value)).toThrow(CommandError);
    expect(() => read(value)).toThrow(/^The function's answer is no report of twilio-preflight/);
  });
});
