import { CommandError } from './command-error.ts';
import { EXIT } from './exit-code.ts';

/** The command was not understood: exit code 2, as for any fault of the configuration. */
export function usageError(message: string): CommandError {
  return new CommandError(message, { exitCode: EXIT.configuration });
}
