import type { ExitCode } from './exit-code.ts';

/**
 * Ends a command with a message for the person and an exit code. The message never holds a secret:
 * whatever was typed is shown only through {@link shownArgument}. The cause is never printed.
 */
export class CommandError extends Error {
  readonly exitCode: ExitCode;

  constructor(message: string, options: { readonly exitCode: ExitCode; readonly cause?: unknown }) {
    super(message, { cause: options.cause });
    this.name = 'CommandError';
    this.exitCode = options.exitCode;
  }
}
