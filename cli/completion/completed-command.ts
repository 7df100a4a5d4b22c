import { type Command, shownOptions } from '../arguments/command.ts';
import type { Option } from '../arguments/option.ts';

/** What a shell completes of one command. */
export interface CompletedCommand {
  readonly name: string;
  readonly summary: string;
  readonly options: readonly Option[];
  /** Values of the argument that is no option. */
  readonly operands: readonly string[];
}

/** What the scripts call each other and the command by. */
export const PROGRAM = 'twilio-preflight';

/** What the scripts ask `completion` for, to offer values of `--env`. */
export const ENVIRONMENTS = 'environments';

/** A command of the table as the scripts need it. */
export async function completedCommand(command: Command): Promise<CompletedCommand> {
  const { name, summary, operand } = command;
  const operands = operand?.choices ?? (await operand?.suggestions?.()) ?? [];
  return { name, summary, options: shownOptions(command), operands };
}

/** What follows an option: nothing, one of some words, a file, an environment, or something else. */
export type Completed =
  | { readonly kind: 'nothing' | 'files' | 'environments' | 'anything' }
  | { readonly kind: 'words'; readonly words: readonly string[] };

/** What a shell offers after an option. */
export function completedValue(option: Option): Completed {
  if (option.kind === 'flag') return { kind: 'nothing' };
  if (option.kind === 'choice') return { kind: 'words', words: option.choices };
  return { kind: option.completes ?? 'anything' };
}

/** A text in the single quotes of a POSIX shell. */
export function quoted(text: string): string {
  return `'${text.replaceAll("'", `'\\''`)}'`;
}
