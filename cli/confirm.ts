import { CommandError } from './command-error.ts';
import { EXIT } from './exit-code.ts';
import type { Io } from './io.ts';
import { usageError } from './usage-error.ts';

/** What a person is asked before something is done that cannot be taken back. */
export interface Confirmation {
  /** Sentences; the question itself is put after them. */
  readonly about: string;
  /** Begins the usage error where no person can be asked. */
  readonly otherwise: string;
  /** Said after a no. */
  readonly refused: string;
}

/** Asks the person; throws a usage error where there is none to be asked, and `CommandError` (2) for a no. */
export async function confirm(
  { about, otherwise, refused }: Confirmation,
  { stdin, stderr }: Pick<Io, 'stdin' | 'stderr'>,
): Promise<void> {
  if (!stdin.isTerminal) throw usageError(`${otherwise}: add --yes.`);
  stderr.write(`${about} Go on? [y/N] `);
  for await (const bytes of stdin.bytes) {
    if (/^y(?:es)?$/i.test(new TextDecoder().decode(bytes).trim())) return;
    break;
  }
  throw new CommandError(refused, { exitCode: EXIT.configuration });
}
