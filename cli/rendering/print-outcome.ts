import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { columnsOf, type Io, wantsColour } from '../io.ts';
import type { Declarations } from './declarations.ts';
import { type OutcomeFormat, rendererOf } from './formats.ts';
import type { Outcome } from './outcome.ts';

/**
 * Writes the outcome to stdout, with colour where the format has any and the terminal shows it. `github` also
 * appends the step summary.
 */
export async function printOutcome(outcome: Outcome, given: Arguments, io: Io): Promise<void> {
  const { stdout, env } = io;
  const format = given.choice(OPTIONS.outcomeFormat);
  const render = await rendererOf(format);
  const verbose = given.has(OPTIONS.verbose);
  const colour = wantsColour(stdout, env);
  const declarations = await declarationsFor(format, given, io);
  const text = render(outcome, { colour, columns: columnsOf(stdout), verbose, declarations });
  const isWorkflow = format === 'pretty' && env['GITHUB_ACTIONS'] === 'true';
  stdout.write(isWorkflow ? withoutCommands(text) : text);
  if (format === 'github') {
    (await import('./append-step-summary.ts')).appendStepSummary(outcome, io);
  }
}

/**
 * GitHub's runner obeys a line that begins with `::`, and `##[` anywhere: the label of a key, where a line wraps,
 * must not set an output of the step.
 * https://docs.github.com/actions/reference/workflow-commands-for-github-actions
 */
function withoutCommands(text: string): string {
  return text.replaceAll(/^(\s*):(?=:)/gm, '$1: ').replaceAll('##[', '## [');
}

async function declarationsFor(
  format: OutcomeFormat,
  given: Arguments,
  io: Io,
): Promise<Declarations | undefined> {
  if (format !== 'github' && format !== 'sarif') return undefined;
  return (await import('./declarations.ts')).readDeclarations(given, io);
}
