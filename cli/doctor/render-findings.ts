import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import type { TextOptions } from '../rendering/outcome.ts';
import type { Paint } from '../rendering/paint.ts';
import { type Style, styleOf } from '../rendering/terminal-section.ts';
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
/** With less room beside the check its text goes below it. */
const LEAST_TEXT = 40;

/** The findings as a table for a terminal, what to do below each; ends with a line break. */
export function renderFindings(
  findings: readonly Finding[],
  options: Pick<TextOptions, 'colour' | 'columns'>,
): string {
  const style = styleOf(options);
  const rows = plainCopy(findings).flatMap((finding) => rowLines(finding, style));
  return `${[...rows, '', conclusion(findings)].join('\n')}\n`;
}

function rowLines(
  { status, check, message, remedy, command }: Finding,
  { paint, columns }: Style,
): readonly string[] {
  const [word, tone] = WORDS[status];
  const left = WORD_COLUMNS + CHECK_COLUMNS;
  const isBeside = columns - left >= LEAST_TEXT;
  const margin = ' '.repeat(isBeside ? left : 4);
  const advice = remedy === undefined ? [] : [`-> ${remedy}`];
  const texts = [message, ...advice].flatMap((text) => wrap(text, columns - margin.length));
  const [first = '', ...others] = isBeside ? texts : ['', ...texts];
  const padding = ' '.repeat(WORD_COLUMNS - word.length);
  return [
    `${paint(word, tone)}${padding}${check.padEnd(CHECK_COLUMNS)}${first}`.trimEnd(),
    ...others.map((line) => `${margin}${line}`),
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
