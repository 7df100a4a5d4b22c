import { resolve } from 'node:path';
import { parseJson } from '../../functions/configuration/parse-json.ts';
import { readTextFile } from '../../functions/configuration/read-text-file.ts';
import type { Command } from '../arguments/command.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { EXIT, type ExitCode } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { bashCompletion } from './bash-completion.ts';
import { completedCommand, ENVIRONMENTS } from './completed-command.ts';
import { fishCompletion } from './fish-completion.ts';
import { zshCompletion } from './zsh-completion.ts';

const SCRIPTS = { bash: bashCompletion, zsh: zshCompletion, fish: fishCompletion } as const;

/** Of no other form: a name becomes a word of a shell. */
const NAME = /^[\w-]+$/;

/**
 * `completion`: prints the script of one shell, made of the table of commands. The scripts ask it for the
 * names of the environments too; a configuration that cannot be read has none.
 */
export async function completion(
  given: Arguments,
  { commands, io }: { readonly commands: readonly Command[]; readonly io: Io },
): Promise<ExitCode> {
  const { operand } = given;
  if (operand === ENVIRONMENTS) {
    io.stdout.write(
      environmentNames(given, io)
        .map((name) => `${name}\n`)
        .join(''),
    );
    return EXIT.open;
  }
  const completed = await Promise.all(commands.map(completedCommand));
  for (const [shell, script] of Object.entries(SCRIPTS)) {
    if (shell === operand) io.stdout.write(script(completed));
  }
  return EXIT.open;
}

/** Without the schema: it is most of the time that a person would wait for a key. */
function environmentNames(given: Arguments, { directory }: Io): readonly string[] {
  const file = readTextFile(resolve(directory, given.needed(OPTIONS.config)));
  const parsed = file.ok ? parseJson(file.text) : undefined;
  const configuration = parsed?.ok ? parsed.value : undefined;
  const environments = memberOf(configuration, 'environments');
  return Object.keys(environments ?? {}).filter((name) => NAME.test(name));
}

function memberOf(value: unknown, name: string): object | undefined {
  if (typeof value !== 'object' || value === null) return undefined;
  const member: unknown = Object.entries(value).find(([key]) => key === name)?.[1];
  return typeof member === 'object' && member !== null ? member : undefined;
}
