import { auditVerdict, byEnvironment } from '../../functions/domain/checks/audit/audit-verdict.ts';
import {
  type AuditFinding,
  type AuditReport,
  NOT_KNOWN,
} from '../../functions/domain/model/audit-finding.ts';
import { STATUS_WORDS } from '../../functions/domain/rendering/status-words.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import { AUDIT_COLUMNS, auditRow } from './audit-row.ts';

/** A key audit as a Markdown table, for a pull request or a job summary. Ends with a line break. */
export function renderAuditMarkdown(report: AuditReport): string {
  const { findings } = plainCopy(report);
  const rows = byEnvironment(findings).flatMap((one) => one.findings.map(row));
  const lines = [
    `## Key audit: ${auditVerdict(findings)}`,
    '',
    line([...AUDIT_COLUMNS]),
    line(AUDIT_COLUMNS.map(() => '---')),
    ...rows,
    '',
    NOT_KNOWN,
  ];
  return `${lines.join('\n')}\n`;
}

function row(finding: AuditFinding): string {
  const { environment, status, check, message } = finding;
  const { key, label, age } = auditRow(finding);
  const text = `**${STATUS_WORDS[status]}** ${check}: ${escaped(message)}`;
  return line([escaped(environment), escaped(key), escaped(label), age, text]);
}

function line(cells: readonly string[]): string {
  return `| ${cells.join(' | ')} |`;
}

/** A label may hold anything; none of it is markup, and `|` would end the cell. */
function escaped(text: string): string {
  return text.replaceAll(/[\\`*_[\]<>#|~&@]/g, (mark) => `\\${mark}`);
}
