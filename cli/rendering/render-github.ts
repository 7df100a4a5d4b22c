import type { CheckStatus } from '../../functions/domain/model/report.ts';
import type { Declarations } from './declarations.ts';
import type { Outcome, RenderOptions } from './outcome.ts';
import { problemsOf } from './problems-of.ts';

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
 * Annotations of GitHub Actions, one workflow command a line, at the environment's declaration where that is
 * known: for each environment its explanation with the first step, then its findings; errors for what
 * failed or could not be checked, warnings for warnings, and a notice for what is said once. GitHub shows
 * the first ten errors and ten warnings of a step, so the worst environment comes first.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
export function renderGithub(
  { title, environments, notes }: Outcome,
  { declarations }: RenderOptions = {},
): string {
  const lines = [
    ...environments.flatMap((environment) => {
      const { name } = environment;
      const place = placeOf(name, declarations);
      return problemsOf(environment).map(({ id, status, lines: texts }) =>
        annotation(status, `${name} ${id}`, { texts, place }),
      );
    }),
    ...notes.map((note) => annotation('skipped', title, { texts: [note] })),
  ];
  return lines.map((line) => `${line}\n`).join('');
}

function placeOf(name: string, declarations: Declarations | undefined): string {
  const position = declarations?.positions.get(name);
  if (declarations === undefined || position === undefined) return '';
  const { line, column } = position;
  return `,file=${property(declarations.path)},line=${line},col=${column}`;
}

function annotation(
  status: CheckStatus,
  title: string,
  { texts, place = '' }: { readonly texts: readonly string[]; readonly place?: string },
): string {
  return `::${LEVELS[status]} title=${property(title)}${place}::${texts.map(data).join(BREAK)}`;
}

/** What a workflow command's message may not hold. */
function data(text: string): string {
  return text.replaceAll('%', '%25');
}

function property(text: string): string {
  return data(text).replaceAll(':', '%3A').replaceAll(',', '%2C');
}
