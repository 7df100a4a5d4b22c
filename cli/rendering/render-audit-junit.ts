import {
  byEnvironment,
  type EnvironmentFindings,
} from '../../functions/domain/checks/audit/audit-verdict.ts';
import type { AuditFinding, AuditReport } from '../../functions/domain/model/audit-finding.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';

/**
 * A key audit as JUnit XML: a suite for each environment, a case for each finding. What failed is a
 * failure, what could not be told an error; a warning passes and says so in its output.
 */
export function renderAuditJunit(report: AuditReport): string {
  const { findings } = plainCopy(report);
  const suites = byEnvironment(findings).flatMap(suite);
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="key audit" ${counts(findings)}>`,
    ...suites,
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suite({ name, findings }: EnvironmentFindings): readonly string[] {
  return [
    `  <testsuite name="${escaped(name)}" ${counts(findings)}>`,
    ...findings.map(testCase),
    '  </testsuite>',
  ];
}

function counts(findings: readonly AuditFinding[]): string {
  const amount = (status: AuditFinding['status']): number =>
    findings.filter((finding) => finding.status === status).length;
  return `tests="${findings.length}" failures="${amount('fail')}" errors="${amount('inconclusive')}" skipped="${amount('skipped')}"`;
}

function testCase({ environment, check, apiKeySid, status, message }: AuditFinding): string {
  const name = escaped([check, ...(apiKeySid === undefined ? [] : [apiKeySid])].join(' '));
  const start = `    <testcase classname="${escaped(environment)}" name="${name}">`;
  return `${start}${outcome(status, escaped(message))}</testcase>`;
}

function outcome(status: AuditFinding['status'], message: string): string {
  switch (status) {
    case 'fail':
      return `<failure message="${message}"/>`;
    case 'inconclusive':
      return `<error message="${message}"/>`;
    case 'skipped':
      return `<skipped message="${message}"/>`;
    case 'warn':
      return `<system-out>warn: ${message}</system-out>`;
    case 'pass':
      return `<system-out>${message}</system-out>`;
  }
}

function escaped(text: string): string {
  return text.replaceAll(/[&<>"']/g, (mark) => `&#${mark.charCodeAt(0)};`);
}
