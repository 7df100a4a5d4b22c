import { byEnvironment } from '../../functions/domain/checks/audit/audit-verdict.ts';
import type { AuditFinding } from '../../functions/domain/model/audit-finding.ts';
import type { CheckStatus } from '../../functions/domain/model/report.ts';
import { STATUS_WORDS } from '../../functions/domain/rendering/status-words.ts';
import { truncateCodePoints } from '../../functions/domain/text/code-points.ts';
import { shortSids } from '../../functions/domain/text/short-sid.ts';
import { AUDIT_COLUMNS, auditRow } from './audit-row.ts';
import type { Paint } from './paint.ts';

/** Names and labels may be 64 characters; a terminal's line has 100 for all columns together. */
const LONGEST_CELL = 21;
const GAP = '  ';

/** One line of the table. Its last cell alone is painted, so that the columns stay straight. */
interface Line {
  readonly environment: string;
  readonly key: string;
  readonly label: string;
  readonly age: string;
  readonly finding: string;
  readonly status?: CheckStatus;
}

/**
 * The findings as lines of a table: environment, key (its SID in short form), label, age, finding. The
 * worst of each environment first. Columns are as wide as their widest cell.
 */
export function auditTable(findings: readonly AuditFinding[], paint: Paint): readonly string[] {
  const rows = byEnvironment(findings).flatMap((one) => one.findings.map(lineOf));
  const lines = [headLine(), ...rows];
  const widest = (cellOf: (line: Line) => string): number =>
    Math.max(...lines.map((line) => cellOf(line).length));
  const environmentWidth = widest(({ environment }) => environment);
  const keyWidth = widest(({ key }) => key);
  const labelWidth = widest(({ label }) => label);
  const ageWidth = widest(({ age }) => age);
  return lines.map(({ environment, key, label, age, finding, status }) =>
    [
      environment.padEnd(environmentWidth),
      key.padEnd(keyWidth),
      label.padEnd(labelWidth),
      age.padEnd(ageWidth),
      paint(finding, status ?? 'heading'),
    ].join(GAP),
  );
}

function headLine(): Line {
  const [environment, key, label, age, finding] = AUDIT_COLUMNS;
  return {
    environment: environment.toUpperCase(),
    key: key.toUpperCase(),
    label: label.toUpperCase(),
    age: age.toUpperCase(),
    finding: finding.toUpperCase(),
  };
}

function lineOf(finding: AuditFinding): Line {
  const { environment, status, check } = finding;
  const { key, label, age } = auditRow(finding);
  return {
    environment: cut(environment),
    key: shortSids(key),
    label: cut(label),
    age,
    finding: `${STATUS_WORDS[status]} ${check}`,
    status,
  };
}

function cut(text: string): string {
  return truncateCodePoints(text, LONGEST_CELL);
}
