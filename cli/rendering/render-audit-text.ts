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
import { VERDICTS_WORST_FIRST } from '../../functions/domain/model/verdict.ts';
import type { SectionLine } from '../../functions/domain/rendering/sections/section.ts';
import { STATUS_WORDS } from '../../functions/domain/rendering/status-words.ts';
import { count } from '../../functions/domain/text/count.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import { auditTable } from './audit-table.ts';
import { ansiPaint, type Paint, plainPaint } from './paint.ts';
import { TERMINAL_COLUMNS, terminalSection } from './terminal-section.ts';
import { wrap } from './wrap.ts';

/**
 * A key audit for a person at a terminal or in a log: the verdict, a table of every finding, the words
 * of those that are not good, and what no audit can tell. Lines wrap at 100 columns. ANSI colours only
 * when asked for; without them every mark is a word.
 */
export function renderAuditText(
  report: AuditReport,
  options: { readonly colour?: boolean } = {},
): string {
  const { findings } = plainCopy(report);
  const paint = options.colour === true ? ansiPaint : plainPaint;
  const parts = [
    [overview(findings, paint)],
    auditTable(findings, paint),
    details(findings, paint),
    wrap(NOT_KNOWN, TERMINAL_COLUMNS),
  ];
  const texts = parts.filter((lines) => lines.length > 0).map((lines) => lines.join('\n'));
  return `${texts.join('\n\n')}\n`;
}

function overview(findings: readonly AuditFinding[], paint: Paint): string {
  const environments = byEnvironment(findings);
  const verdict = auditVerdict(findings);
  const counts = VERDICTS_WORST_FIRST.flatMap((one) => {
    const amount = environments.filter((environment) => environment.verdict === one).length;
    return amount === 0 ? [] : [`${amount} ${one}`];
  });
  const total = count(environments.length, 'environment');
  const word = paint(verdict.toUpperCase(), verdict);
  return `${word}  key audit of ${[total, ...counts].join(', ').replace(', ', ': ')}`;
}

function details(findings: readonly AuditFinding[], paint: Paint): readonly string[] {
  const open = byEnvironment(findings).flatMap((one) => openFindings(one.findings));
  const width = Math.max(0, ...open.map(({ status }) => STATUS_WORDS[status].length)) + 1;
  const lines = open.map(({ environment, check, status, message }): SectionLine => {
    const marker = STATUS_WORDS[status].padEnd(width);
    return { marker, status, text: `${environment} ${check}: ${message}` };
  });
  return terminalSection({ heading: 'What to look at', lines }, paint);
}
