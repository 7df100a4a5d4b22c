import { EXIT } from './exit-code.ts';
import { explainError } from './explain-error.ts';
import { fixableFault } from './file-fault.ts';
import type { Output } from './io.ts';
import { run } from './run.ts';

let hasFailedOutput = false;

// Not awaited at the top: the modules that a command loads later import this bundle's, which would wait for them.
main().catch(endWithDefect);

/**
 * The process of the command line: arguments, streams, SIGINT and the exit code. The first SIGINT
 * ends the run with 130; a second one ends the process in Node's own way.
 */
async function main(): Promise<void> {
  // Until the run says otherwise: a process that ends before it has decided nothing.
  process.exitCode = EXIT.defect;
  process.on('uncaughtException', endWithDefect);
  process.once('beforeExit', sayUnfinished);
  survive(process.stdout);
  survive(process.stderr);
  const interruption = new AbortController();
  process.once('SIGINT', () => interruption.abort());
  const exitCode = await run(process.argv.slice(2), {
    stdout: outputTo(process.stdout),
    stderr: outputTo(process.stderr),
    stdin: { isTerminal: process.stdin.isTTY, bytes: process.stdin },
    env: process.env,
    setVariables,
    directory: process.cwd(),
    signal: interruption.signal,
  });
  process.off('beforeExit', sayUnfinished);
  if (!hasFailedOutput) process.exitCode = exitCode;
  // Whatever an interrupted run still waits for would keep the process alive.
  if (exitCode === EXIT.interrupted) process.exit();
}

function outputTo(stream: NodeJS.WriteStream): Output {
  return {
    isTerminal: stream.isTTY,
    // It changes with the window.
    get columns() {
      return stream.isTTY ? stream.columns : undefined;
    },
    write: (text) => {
      stream.write(text);
    },
  };
}

function setVariables(variables: Readonly<Record<string, string | undefined>>): void {
  for (const [name, value] of Object.entries(variables)) {
    if (value === undefined) delete process.env[name];
    else process.env[name] = value;
  }
}

/** A reader that has seen enough (`| head`) changes nothing about the exit code. */
function survive(stream: NodeJS.WriteStream): void {
  stream.on('error', (error: NodeJS.ErrnoException) => {
    if (error.code === 'EPIPE') return;
    hasFailedOutput = true;
    const fault = fixableFault(error);
    process.exitCode = fault === undefined ? EXIT.defect : EXIT.configuration;
    if (stream === process.stdout) {
      process.stderr.write(
        `error: the output could not be written: ${fault ?? error.code ?? error.name}\n`,
      );
    }
  });
}

/** Node ends a process in which nothing is left to wait for, whatever has not answered. */
function sayUnfinished(): void {
  process.stderr.write(
    'error: this is a defect in twilio-preflight (it waited for an answer that cannot come). Nothing was decided.\n',
  );
}

/** Node itself would print the message, which may hold anything, and exit with 1: a failed credential. */
function endWithDefect(error: unknown): void {
  const { text, exitCode } = explainError(error);
  process.stderr.write(text);
  process.exit(exitCode);
}
