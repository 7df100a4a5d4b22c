import { resolve } from 'node:path';
import type { Configuration } from '../../functions/configuration/configuration.ts';
import { parseOrThrow } from '../../functions/configuration/parse-or-throw.ts';
import { readTextFile } from '../../functions/configuration/read-text-file.ts';
import { PreflightError } from '../../functions/domain/model/preflight-error.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io.ts';

/** Reads and checks the configuration of `--config`; each fault names the file and ends with exit code 2. */
export function loadConfiguration(
  given: Arguments,
  { directory }: Pick<Io, 'directory'>,
): Configuration {
  const path = resolve(directory, given.needed(OPTIONS.config));
  const text = readText(path);
  try {
    return parseOrThrow(text);
  } catch (cause) {
    if (!(cause instanceof PreflightError)) throw cause;
    const message = `${shownArgument(path)}: ${cause.message}`;
    throw new CommandError(message, { exitCode: EXIT.configuration, cause });
  }
}

function readText(path: string): string {
  const file = readTextFile(path);
  if (file.ok) return file.text;
  throw new CommandError(
    `The configuration ${shownArgument(path)} ${file.problem}. Name another one with --config FILE, or write one with: npx --no twilio-preflight init`,
    { exitCode: EXIT.configuration, cause: file.cause },
  );
}
