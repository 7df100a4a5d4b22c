import { readFileSync } from 'node:fs';
import { resolve } from 'node:path';
import type { Configuration } from '../../functions/configuration/configuration.ts';
import { parseOrThrow } from '../../functions/configuration/parse-or-throw.ts';
import { PreflightError } from '../../functions/domain/model/preflight-error.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-code.ts';

const PROBLEMS: Readonly<Record<string, string>> = {
  ENOENT: 'does not exist',
  EACCES: 'may not be read by this user',
  EISDIR: 'is a directory',
};

/** Reads and checks the configuration; each fault names the file and ends with exit code 2. */
export function loadConfiguration(file: string, directory: string): Configuration {
  const path = resolve(directory, file);
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
  try {
    return readFileSync(path, 'utf8');
  } catch (cause) {
    const code = cause instanceof Error && 'code' in cause ? String(cause.code) : 'unknown error';
    const problem = PROBLEMS[code] ?? `could not be read (${code})`;
    throw new CommandError(
      `The configuration ${shownArgument(path)} ${problem}. Name another one with --config FILE.`,
      { exitCode: EXIT.configuration, cause },
    );
  }
}
