import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { columnsOf, type Io, wantsColour } from '../io.ts';
import { rendererOf } from './formats.ts';
import type { Outcome } from './outcome.ts';

/** Writes the outcome to stdout, with colour where the format has any and the terminal shows it. */
export async function printOutcome(
  outcome: Outcome,
  given: Arguments,
  { stdout, env }: Io,
): Promise<void> {
  const render = await rendererOf(given.choice(OPTIONS.outcomeFormat));
  const verbose = given.has(OPTIONS.verbose);
  const colour = wantsColour(stdout, env);
  stdout.write(render(outcome, { colour, columns: columnsOf(stdout), verbose }));
}
