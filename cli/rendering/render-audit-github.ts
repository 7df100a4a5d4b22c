import { byEnvironment, openFindings } from '../../functions/domain/checks/audit/audit-verdict.ts';
import {
  type AuditFinding,
  type AuditReport,
  NOT_KNOWN,
} from '../../functions/domain/model/audit-finding.ts';
import type { CheckStatus } from '../../functions/domain/model/report.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';

const LEVELS: Readonly<Record<CheckStatus, 'error' | 'warning' | 'notice'>> = {
  fail: 'error',
  inconclusive: 'error',
  warn: 'warning',
  pass: 'notice',
  skipped: 'notice',
};

/**
 * A key audit as annotations of GitHub Actions, one workflow command a line: errors for what failed or
 * could not be told, warnings for warnings, and one notice for what no audit can tell.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderAuditGithub(report: AuditReport): string {
  const { findings } = plainCopy(report);
  const open = byEnvironment(findings).flatMap((one) => openFindings(one.findings));
  const notice = `::notice title=Key audit::${data(NOT_KNOWN)}`;
  return `${[...open.map(annotation), notice].join('\n')}\n`;
}

function annotation({ environment, check, status, message }: AuditFinding): string {
  const title = property(`${environment} ${check}`);
  return `::${LEVELS[status]} title=${title}::${data(message)}`;
}

/** What a workflow command's message may not hold; texts here are single lines already. */
function data(text: string): string {
  return text.replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
