import { resolve } from 'node:path';
import type { EnvironmentExpectation } from '../../functions/domain/model/expectation.ts';
import type { LocalSource } from '../../functions/domain/model/ports.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import type { Io } from '../io.ts';
import { createLocalSecretReader } from './create-local-secret-reader.ts';
import { type LocalSecret, NOT_COMPARED } from './local-secret.ts';
import { readSecretFile } from './read-secret-file.ts';

/** Reads the secret of an environment from a file, or from standard input where `path` is `-`. */
export async function openSecretFile(
  path: string,
  { name, secret }: EnvironmentExpectation,
  io: Io,
): Promise<LocalSecret> {
  const shown = path === '-' ? 'standard input' : shownArgument(path);
  const shownAs = path === '-' ? 'Standard input' : `The secret file ${shown}`;
  const source =
    path === '-'
      ? { stream: io.stdin.bytes, shownAs }
      : { path: resolve(io.directory, path), shownAs };
  if (path === '-' && io.stdin.isTerminal) {
    io.stderr.write('Reading the secret from standard input; Ctrl-D ends it.\n');
  }
  const { payload, isExposed } = await readSecretFile(source);
  const local: LocalSource =
    path === '-' ? { kind: 'standard-input' } : { kind: 'file', path: shown };
  const secrets = createLocalSecretReader(secret, { payload, local });
  const note = `note: the secret of ${name} is read from ${shown}; ${NOT_COMPARED}`;
  const warning = `warning: ${shown} can be read by others on this machine; chmod 600 protects it.`;
  return { secrets, notes: isExposed ? [note, warning] : [note] };
}
