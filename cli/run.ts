import { dispatch } from './dispatch.ts';
import { EXIT, type ExitCode } from './exit-code.ts';
import { explainError } from './explain-error.ts';
import type { Io } from './io.ts';

/**
 * Runs the command line `argv` (without node and script) and gives its exit code. Never rejects: an
 * error is printed on stderr. When `io.signal` aborts it ends at once with 130, whatever still runs,
 * and prints no report: what an interrupted run saw says nothing.
 */
export async function run(argv: readonly string[], io: Io): Promise<ExitCode> {
  const finished = new AbortController();
  let left = '';
  const leaves = (sentence: string): void => {
    left = ` ${sentence}`;
  };
  const interrupted = new Promise<ExitCode>((resolve) => {
    const options = { once: true, signal: finished.signal };
    io.signal.addEventListener('abort', () => resolve(EXIT.interrupted), options);
  });
  const exitCode = await Promise.race([interrupted, runToEnd(argv, { ...io, leaves })]);
  finished.abort();
  if (exitCode === EXIT.interrupted)
    io.stderr.write(`\nInterrupted: nothing was decided.${left}\n`);
  return exitCode;
}

async function runToEnd(argv: readonly string[], io: Io): Promise<ExitCode> {
  try {
    return await dispatch(argv, io);
  } catch (error) {
    if (io.signal.aborted) return EXIT.interrupted;
    const { text, exitCode } = explainError(error);
    io.stderr.write(text);
    return exitCode;
  }
}
