import {
  auditVerdict,
  byEnvironment,
  openFindings,
} from '../../functions/domain/checks/audit/audit-verdict.ts';
import {
  type AuditFinding,
  type AuditReport,
  NOT_KNOWN,
} from '../../functions/domain/model/audit-finding.ts';
import { verdictCounts } from '../../functions/domain/rendering/judged-outcome.ts';
import type { SectionLine } from '../../functions/domain/rendering/sections/section.ts';
import { STATUS_WORDS } from '../../functions/domain/rendering/status-words.ts';
import { truncateCodePoints } from '../../functions/domain/text/code-points.ts';
import { count } from '../../functions/domain/text/count.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import { shortSids } from '../../functions/domain/text/short-sid.ts';
import { aligned } from './aligned.ts';
import { KEY_COLUMNS, keyCells } from './key-cells.ts';
import type { TextOptions } from './outcome.ts';
import type { Paint } from './paint.ts';
import { type Style, styleOf, terminalSection } from './terminal-section.ts';
import { wrap } from './wrap.ts';

/** Names and labels may be 64 characters; a terminal's line has 100 for all columns together. */
const LONGEST_CELL = 21;

/**
 * A key audit for a person at a terminal or in a log: the verdict, a table of every finding, the words
 * of those that are not good, and what no audit can tell. ANSI colours only
 * when asked for; without them every mark is a word.
 */
export function renderAuditText(report: AuditReport, options: TextOptions = {}): string {
  const { findings } = plainCopy(report);
  const style = styleOf(options);
  const { paint, columns } = style;
  const parts = [
    [overview(findings, paint)],
    table(findings, paint),
    details(findings, style, options.verbose === true),
    wrap(NOT_KNOWN, columns),
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

function overview(findings: readonly AuditFinding[], paint: Paint): string {
  const environments = byEnvironment(findings);
  const verdict = auditVerdict(findings);
  const counts = verdictCounts(environments.map((environment) => environment.verdict));
  const total = count(environments.length, 'environment');
  const word = paint(verdict.toUpperCase(), verdict);
  return `${word}  key audit of ${[total, ...counts].join(', ').replace(', ', ': ')}`;
}

/** Environment, key (its SID in short form), label, age, finding; the worst of each environment first. */
function table(given: readonly AuditFinding[], paint: Paint): readonly string[] {
  const findings = byEnvironment(given).flatMap((one) => one.findings);
  const headings = ['Environment', ...KEY_COLUMNS, 'Finding'].map((name) => name.toUpperCase());
  const last = headings.length - 1;
  return aligned([headings, ...findings.map(cellsOf)], (cell, { row, column }) =>
    column === last ? paint(cell, findings[row - 1]?.status ?? 'heading') : cell,
  );
}

function cellsOf(finding: AuditFinding): readonly string[] {
  const { environment, status, check } = finding;
  const [key = '', ...others] = keyCells(finding);
  return [cut(environment), shortSids(key), ...others.map(cut), `${STATUS_WORDS[status]} ${check}`];
}

function cut(text: string): string {
  return truncateCodePoints(text, LONGEST_CELL);
}

function details(
  findings: readonly AuditFinding[],
  style: Style,
  isVerbose: boolean,
): readonly string[] {
  const open = byEnvironment(findings).flatMap((one) => [
    ...openFindings(one.findings),
    ...one.findings.filter(({ status }) => isVerbose && status === 'skipped'),
  ]);
  const width = Math.max(0, ...open.map(({ status }) => STATUS_WORDS[status].length)) + 1;
  const lines = open.map(({ environment, check, status, message }): SectionLine => {
    const marker = STATUS_WORDS[status].padEnd(width);
    return { marker, status, text: `${environment} ${check}: ${message}` };
  });
  return terminalSection({ heading: 'What to look at', lines }, style);
}
