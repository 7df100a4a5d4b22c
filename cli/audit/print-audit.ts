import type { AuditReport } from '../../functions/domain/model/audit-finding.ts';
import { type Io, wantsColour } from '../io.ts';
import { renderAuditGithub } from '../rendering/render-audit-github.ts';
import { renderAuditJunit } from '../rendering/render-audit-junit.ts';
import { renderAuditMarkdown } from '../rendering/render-audit-markdown.ts';
import { renderAuditText } from '../rendering/render-audit-text.ts';
import type { AuditFormat } from './audit-options.ts';

/** Writes the findings to stdout in the format that was asked for, with colour where a terminal has it. */
export function printAudit(report: AuditReport, format: AuditFormat, { stdout, env }: Io): void {
  stdout.write(textOf(report, format, wantsColour(stdout, env)));
}

function textOf(report: AuditReport, format: AuditFormat, colour: boolean): string {
  switch (format) {
    case 'pretty':
      return renderAuditText(report, { colour });
    case 'json':
      return `${JSON.stringify(report, null, 2)}\n`;
    case 'junit':
      return renderAuditJunit(report);
    case 'github':
      return renderAuditGithub(report);
    case 'markdown':
      return renderAuditMarkdown(report);
  }
}
