import type { Paint } from '../../report/paint.ts';
import type { CheckStatus } from '../../report/report.ts';
import { truncateCodePoints } from '../../report/text/code-points.ts';
import { shortSids } from '../../report/text/short-sid.ts';
import type { AuditFinding } from '../audit-finding.ts';
import { byEnvironment } from '../audit-verdict.ts';
import { AUDIT_COLUMNS, auditRow } from './audit-row.ts';
import { STATUS_WORDS } from './status-words.ts';

/** Names and labels may be 64 characters; a terminal's line has 100 for all columns together. */
const LONGEST_CELL = 21;
const GAP = '  ';

/** One line of the table; its last cell alone is painted, so that the columns stay straight. */
interface Line {
  readonly cells: readonly string[];
  readonly last: string;
  readonly status?: CheckStatus;
}

/**
 * The findings as lines of a table: environment, key (its SID in short form), label, age, finding. The
 * worst of each environment first. Columns are as wide as their widest cell.
 */
export function auditTable(findings: readonly AuditFinding[], paint: Paint): readonly string[] {
  const [...titles] = AUDIT_COLUMNS.map((title) => title.toUpperCase());
  const head: Line = { cells: titles.slice(0, -1), last: titles.slice(-1).join('') };
  const rows = byEnvironment(findings).flatMap((one) => one.findings.map(lineOf));
  const lines = [head, ...rows];
  const widths = head.cells.map((_, column) =>
    Math.max(...lines.map(({ cells }) => cells.slice(column, column + 1).join('').length)),
  );
  return lines.map(({ cells, last, status }) => {
    const padded = cells.map((cell, column) => cell.padEnd(widths.at(column) ?? 0));
    return [...padded, paint(last, status ?? 'heading')].join(GAP);
  });
}

function lineOf(finding: AuditFinding): Line {
  const { environment, status, check } = finding;
  const { key, label, age } = auditRow(finding);
  return {
    cells: [cut(environment), shortSids(key), cut(label), age],
    last: `${STATUS_WORDS[status]} ${check}`,
    status,
  };
}

function cut(text: string): string {
  return truncateCodePoints(text, LONGEST_CELL);
}
