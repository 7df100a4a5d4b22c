import {
  closeSync,
  existsSync,
  linkSync,
  openSync,
  renameSync,
  rmSync,
  statSync,
  writeFileSync,
} from 'node:fs';
import { dirname, resolve } from 'node:path';
import { shownArgument } from '../arguments/shown-argument.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-code.ts';

/** The file that is to be written. */
export interface TargetFile {
  readonly path: string;
  /** As it may stand in a message. */
  readonly shown: string;
  readonly exists: boolean;
}

/** Throws `CommandError` (2) where no file can be: a folder or a device of this name, or none that it could be in. */
export function targetFile(name: string, directory: string): TargetFile {
  const path = resolve(directory, name);
  const shown = shownArgument(name);
  const folder = dirname(path);
  const exists = existsSync(path);
  const found = exists ? statSync(path) : undefined;
  if (found?.isDirectory()) throw unwritable(`${shown} is a directory.`);
  // A file that takes the name of a device would replace it for all.
  if (found?.isFile() === false) throw unwritable(`${shown} is no regular file.`);
  if (!existsSync(folder)) {
    throw unwritable(`${shown} cannot be written: there is no directory ${shownArgument(folder)}.`);
  }
  return { path, shown, exists };
}

/**
 * Writes the whole text or nothing: into a file beside it, which then takes its name. A file that has come
 * into being since is replaced only where `replaces`. Throws `CommandError` (2).
 */
export function writeTarget(
  { path, shown }: TargetFile,
  { text, replaces }: { readonly text: string; readonly replaces: boolean },
): void {
  const draft = `${path}.${process.pid}.tmp`;
  try {
    closeSync(openSync(draft, 'wx'));
    fill(draft, text, () => (replaces ? renameSync(draft, path) : takeName(draft, path)));
  } catch (cause) {
    const code = codeOf(cause);
    const why = code === 'EEXIST' ? 'it exists by now' : code;
    throw unwritable(`${shown} could not be written (${why}).`, cause);
  }
}

/** The draft is there, and not afterwards, however it ends. */
function fill(draft: string, text: string, place: () => void): void {
  try {
    writeFileSync(draft, text);
    place();
  } finally {
    rmSync(draft, { force: true });
  }
}

/** A link, unlike a rename, never replaces a file; some file systems have none. */
function takeName(draft: string, path: string): void {
  try {
    linkSync(draft, path);
  } catch (error) {
    if (codeOf(error) === 'EEXIST' || existsSync(path)) throw error;
    renameSync(draft, path);
  }
}

function codeOf(error: unknown): string {
  return error instanceof Error && 'code' in error ? String(error.code) : 'unknown error';
}

function unwritable(message: string, cause?: unknown): CommandError {
  return new CommandError(`${message} Name another file with --config FILE.`, {
    exitCode: EXIT.configuration,
    cause,
  });
}
