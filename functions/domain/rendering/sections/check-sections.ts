import type { CheckReport, CheckStatus, EnvironmentReport } from '../../model/report.ts';
import { count } from '../../text/count.ts';
import { STATUS_WORDS } from '../status-words.ts';
import type { Section, SectionLine } from './section.ts';

/** The checks that did not pass, worst first: which, why, what was expected, what was found. */
export function failingChecksSection(environment: EnvironmentReport): Section {
  const checks = checksOf(environment, ['fail', 'inconclusive', 'warn']);
  const width = markerWidth(checks);
  return {
    heading: 'Checks that did not pass',
    lines: checks.flatMap((check) => [line(check, width), ...comparison(check, width)]),
  };
}

/** The checks that passed or were skipped, one line each with the reason. */
export function otherChecksSection(environment: EnvironmentReport): Section {
  const checks = checksOf(environment, ['pass', 'skipped']);
  return {
    heading: 'Other checks',
    lines: checks.map((check) => line(check, markerWidth(checks))),
  };
}

/** The skipped checks only, for a pass, where the others are a number and need no heading. */
export function skippedChecksSection(environment: EnvironmentReport): Section {
  const checks = checksOf(environment, ['skipped']);
  return { heading: '', lines: checks.map((check) => line(check, markerWidth(checks))) };
}

/** `8 checks passed, 1 skipped, 1 FAIL`: a status that no check has is left out. */
export function checkCounts(environment: EnvironmentReport): string {
  const bad = (['fail', 'inconclusive', 'warn'] as const)
    .map((status) => ({ status, amount: checksOf(environment, [status]).length }))
    .filter(({ amount }) => amount > 0)
    .map(({ status, amount }) => `${amount} ${STATUS_WORDS[status]}`);
  const skipped = checksOf(environment, ['skipped']).length;
  const passed = `${count(checksOf(environment, ['pass']).length, 'check')} passed`;
  return [passed, ...(skipped === 0 ? [] : [`${skipped} skipped`]), ...bad].join(', ');
}

function checksOf(
  { checks }: EnvironmentReport,
  statuses: readonly CheckStatus[],
): readonly CheckReport[] {
  return statuses.flatMap((status) => checks.filter((check) => check.status === status));
}

function markerWidth(checks: readonly CheckReport[]): number {
  return Math.max(...checks.map(({ status }) => STATUS_WORDS[status].length)) + 1;
}

function line({ id, message, title, status }: CheckReport, width: number): SectionLine {
  const marker = STATUS_WORDS[status].padEnd(width);
  return { marker, status, text: `${id}: ${message || title}` };
}

/** The title states what must hold, so it stands in where no two values are compared. */
function comparison(
  { expected, found, title }: CheckReport,
  width: number,
): readonly SectionLine[] {
  const marker = ' '.repeat(width);
  const expectedLine = { marker, text: `expected: ${expected || title}` };
  return found ? [expectedLine, { marker, text: `found: ${found}` }] : [expectedLine];
}
