import { openFindings } from '../../functions/domain/checks/audit/audit-verdict.ts';
import type { CheckStatus } from '../../functions/domain/model/report.ts';
import type { EnvironmentOutcome, Explanation, Outcome } from './outcome.ts';

const LEVELS: Readonly<Record<CheckStatus, 'error' | 'warning' | 'notice'>> = {
  fail: 'error',
  inconclusive: 'error',
  warn: 'warning',
  pass: 'notice',
  skipped: 'notice',
};

/** How a line break within a message is written. */
const BREAK = '%0A';

/**
 * Annotations of GitHub Actions, one workflow command a line: for each environment its explanation with
 * the first step, then its findings; errors for what failed or could not be checked, warnings for
 * warnings, and a notice for what is said once. GitHub shows the first ten errors and ten warnings of a
 * step, so the worst environment comes first.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub({ title, environments, notes }: Outcome): string {
  const lines = [
    ...environments.flatMap(annotations),
    ...notes.map((note) => annotation('skipped', title, data(note))),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function annotations(environment: EnvironmentOutcome): readonly string[] {
  const { name, verdict, findings, explanation } = environment;
  const explanations =
    explanation === undefined
      ? []
      : [annotation(verdict, `${name} ${explanation.cause}`, explained(explanation))];
  const open = openFindings(findings).filter(({ check }) => check !== explanation?.cause);
  return [
    ...explanations,
    ...open.map(({ check, status, message }) =>
      annotation(status, `${name} ${check}`, data(message)),
    ),
  ];
}

function explained({ summary, answer, steps: [first] }: Explanation): string {
  const step = first === undefined ? [] : [`What to do first: ${first.text}`];
  const command = first?.command?.split('\n') ?? [];
  return [`${summary}; ${answer}`, ...step, ...command].map(data).join(BREAK);
}

function annotation(status: CheckStatus, title: string, message: string): string {
  return `::${LEVELS[status]} title=${property(title)}::${message}`;
}

/** What a workflow command's message may not hold. */
function data(text: string): string {
  return text.replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
