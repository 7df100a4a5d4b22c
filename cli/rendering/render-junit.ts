import type {
  EnvironmentOutcome,
  Explanation,
  ShownFinding,
} from '../../functions/domain/rendering/judged-outcome.ts';
import { escaped } from '../../functions/domain/text/escaped.ts';
import type { Outcome } from './outcome.ts';

/**
 * JUnit XML: a suite for each environment, a case for each finding, and the explanation as the suite's
 * output. What failed is a failure, what could not be checked an error; a warning passes and says so in
 * its output. Where the first is the whole, its output is the notes.
 */
export function renderJunit({ title, environments, notes, whole }: Outcome): string {
  const findings = environments.flatMap((environment) => environment.findings);
  const outputs = environments.map(({ explanation }, index) =>
    whole !== undefined && index === 0 ? notes.join('\n') : explanation && explained(explanation),
  );
  const lines = [
    '<?xml version="1.0" encoding="UTF-8"?>',
    `<testsuites name="${escaped(title.toLowerCase())}" ${counts(findings)}>`,
    ...environments.flatMap((environment, index) => suite(environment, outputs[index])),
    '</testsuites>',
  ];
  return `${lines.join('\n')}\n`;
}

function suite(
  { name, findings }: EnvironmentOutcome,
  text: string | undefined,
): readonly string[] {
  return [
    `  <testsuite name="${escaped(name)}" ${counts(findings)} skipped="${amount(findings, 'skipped')}">`,
    ...findings.map((finding) => testCase(name, finding)),
    ...(text === undefined ? [] : [`    ${output(text)}`]),
    '  </testsuite>',
  ];
}

/** What Jenkins' schema allows of all suites together: no `skipped`. */
function counts(findings: readonly ShownFinding[]): string {
  return `tests="${findings.length}" failures="${amount(findings, 'fail')}" errors="${amount(findings, 'inconclusive')}"`;
}

function amount(findings: readonly ShownFinding[], status: ShownFinding['status']): number {
  return findings.filter((finding) => finding.status === status).length;
}

function testCase(environment: string, finding: ShownFinding): string {
  const { check, apiKeySid, durationMs } = finding;
  const name = apiKeySid === undefined ? check : `${check} ${apiKeySid}`;
  const time = durationMs === undefined ? '' : ` time="${(durationMs / 1000).toFixed(3)}"`;
  const start = `    <testcase classname="${escaped(environment)}" name="${escaped(name)}"${time}>`;
  return `${start}${result(finding)}</testcase>`;
}

function result(finding: ShownFinding): string {
  const { status, message } = finding;
  switch (status) {
    case 'fail':
      return problem('failure', finding);
    case 'inconclusive':
      return problem('error', finding);
    case 'skipped':
      return `<skipped message="${escaped(message)}"/>`;
    case 'warn':
      return output(`warn: ${message}`);
    case 'pass':
      return output(message);
  }
}

function problem(element: 'failure' | 'error', { message, expected, found }: ShownFinding): string {
  const start = `<${element} message="${escaped(message)}"`;
  const compared = [
    ...(expected ? [`expected: ${expected}`] : []),
    ...(found ? [`found: ${found}`] : []),
  ];
  return compared.length === 0
    ? `${start}/>`
    : `${start}>${escaped(compared.join('\n'))}</${element}>`;
}

function explained({ summary, answer, confidence, steps, helpUrl }: Explanation): string {
  const numbered = steps.flatMap(({ text, command }, index) => [
    `${index + 1}. ${text}`,
    ...(command ? [command] : []),
  ]);
  const help = helpUrl === undefined ? [] : [`Help: ${helpUrl}`];
  return [`${summary}; ${answer}`, confidence, ...numbered, ...help].join('\n');
}

function output(text: string): string {
  return `<system-out>${escaped(text)}</system-out>`;
}
