import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import { ansiPaint, type Paint, plainPaint } from '../rendering/paint.ts';
import { wrap } from '../rendering/wrap.ts';
import type { Finding, FindingStatus } from './finding.ts';

const WORDS = {
  ok: ['OK', 'pass'],
  problem: ['PROBLEM', 'fail'],
  unknown: ['UNKNOWN', 'inconclusive'],
  skipped: ['SKIPPED', 'skipped'],
} as const satisfies Record<FindingStatus, readonly [string, Parameters<Paint>[1]]>;

const WORD_COLUMNS = 9;
const CHECK_COLUMNS = 22;
const TEXT_COLUMNS = 100 - WORD_COLUMNS - CHECK_COLUMNS;

/** The findings as a table for a terminal, what to do below each; ends with a line break. */
export function renderFindings(
  findings: readonly Finding[],
  options: { readonly colour: boolean },
): string {
  const paint = options.colour ? ansiPaint : plainPaint;
  const rows = plainCopy(findings).flatMap((finding) => rowLines(finding, paint));
  return `${[...rows, '', conclusion(findings)].join('\n')}\n`;
}

function rowLines(
  { status, check, message, remedy, command }: Finding,
  paint: Paint,
): readonly string[] {
  const [word, tone] = WORDS[status];
  const [first = '', ...others] = wrap(message, TEXT_COLUMNS);
  const advice = remedy === undefined ? [] : wrap(`-> ${remedy}`, TEXT_COLUMNS);
  const padding = ' '.repeat(WORD_COLUMNS - word.length);
  const margin = ' '.repeat(WORD_COLUMNS + CHECK_COLUMNS);
  return [
    `${paint(word, tone)}${padding}${check.padEnd(CHECK_COLUMNS)}${first}`,
    ...[...others, ...advice].map((line) => `${margin}${line}`),
    // Neither wrapped nor indented far, so that it can be copied whole.
    ...(command === undefined ? [] : [`${' '.repeat(WORD_COLUMNS)}${command}`]),
  ];
}

function conclusion(findings: readonly Finding[]): string {
  const count = (status: FindingStatus): number =>
    findings.filter((finding) => finding.status === status).length;
  const problems = count('problem');
  const unknown = count('unknown');
  if (problems > 0) return `${problems} to fix.`;
  return unknown > 0 ? `Nothing is wrong, ${unknown} could not be checked.` : 'Nothing is wrong.';
}
