import type { Arguments } from '../arguments/option.ts';
import { readFormatOf } from '../arguments/read-format.ts';
import { columnsOf, type Io, wantsColour } from '../io.ts';
import type { Outcome, TextOptions } from './outcome.ts';
import { renderGithub } from './render-github.ts';
import { renderJunit } from './render-junit.ts';
import { renderMarkdown } from './render-markdown.ts';

/** Whatever the format, the text ends with a line break. */
type Renderer = (outcome: Outcome, options: TextOptions) => string;

/**
 * Every output format, for every command that judges: `verify`, `invoke`, `diagnose` and `audit`. Usage
 * errors and help texts list them in this order.
 */
const RENDERERS = {
  pretty: ({ text }, options) => text(options),
  json: ({ document }) => `${JSON.stringify(document, null, 2)}\n`,
  junit: renderJunit,
  github: renderGithub,
  markdown: renderMarkdown,
} as const satisfies Readonly<Record<string, Renderer>>;

/** How a command that judges prints what it found. */
export type OutcomeFormat = keyof typeof RENDERERS;

/** The names of the formats, the default one first. */
export const OUTCOME_FORMATS: readonly OutcomeFormat[] = Object.keys(
  RENDERERS,
) as readonly OutcomeFormat[];

/** Formats that are promised and not there yet. */
const LATER: readonly string[] = ['sarif', 'html'];

/** The value of `--format` of a command that judges; throws a usage error for one that is not there. */
export function readOutcomeFormat(given: Arguments): OutcomeFormat {
  return readFormatOf(given, OUTCOME_FORMATS, LATER);
}

/** Writes the outcome to stdout, with colour where the format has any and the terminal shows it. */
export function printOutcome(
  outcome: Outcome,
  { format, verbose }: { readonly format: OutcomeFormat; readonly verbose: boolean },
  { stdout, env }: Io,
): void {
  const render: Renderer = RENDERERS[format];
  stdout.write(
    render(outcome, { colour: wantsColour(stdout, env), columns: columnsOf(stdout), verbose }),
  );
}
