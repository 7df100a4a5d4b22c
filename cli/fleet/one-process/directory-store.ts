import { createReadStream } from 'node:fs';
import { mkdir, readdir, stat, writeFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createInterface } from 'node:readline';
import type { ObjectStore } from '../../../functions/domain/model/fleet-ports.ts';
import { shownArgument } from '../../arguments/shown-argument.ts';
import { CommandError } from '../../command-error.ts';
import { EXIT } from '../../exit-code.ts';
import { faultOf } from './results-file.ts';

/** Objects as files below a directory: a run in one process lies there as it would in its bucket. */
export function createDirectoryStore(directory: string): ObjectStore {
  return {
    put: async (key, text) => {
      const path = join(directory, key);
      try {
        await mkdir(dirname(path), { recursive: true });
        await writeFile(path, text, { mode: 0o600 });
      } catch (error) {
        throw notWritten(directory, error);
      }
    },
    lines: async (key) => {
      const path = join(directory, key);
      if (!(await isFile(path))) return undefined;
      return linesOf(path);
    },
    keys: async function* (prefix) {
      const files = await readdir(directory, { recursive: true, withFileTypes: true });
      const keys = files
        .filter((one) => one.isFile())
        .map((one) => join(one.parentPath, one.name).slice(directory.length + 1));
      yield* keys.filter((key) => key.startsWith(prefix)).toSorted();
    },
  };
}

function notWritten(directory: string, cause: unknown): CommandError {
  return new CommandError(
    `The temporary directory ${shownArgument(directory)} could not be written (${faultOf(cause)}). Make room in it, or name another one with TMPDIR.`,
    { exitCode: EXIT.configuration, cause },
  );
}

/** Opened where the reading begins: a `readline` interface that is not iterated yet loses its lines, and its end. */
async function* linesOf(path: string): AsyncGenerator<string, void, undefined> {
  yield* createInterface({
    input: createReadStream(path),
    crlfDelay: Number.POSITIVE_INFINITY,
  });
}

async function isFile(path: string): Promise<boolean> {
  return (await stat(path).catch(() => undefined))?.isFile() ?? false;
}
