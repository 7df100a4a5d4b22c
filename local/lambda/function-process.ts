import { type ChildProcess, spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import type { Readable } from 'node:stream';
import { fileURLToPath } from 'node:url';
import { childEnvironment } from './child-environment.ts';
import type { FunctionOptions } from './local-function.ts';

const BOOTSTRAP: string = fileURLToPath(new URL('./bootstrap.mjs', import.meta.url));

/** A process that runs the function's code. */
export interface FunctionProcess {
  /** Resolves when it has ended and its output is read, in Lambda's words: `exit status 1`. */
  readonly ended: Promise<string>;
  /** SIGKILL, as Lambda does: no handler of the function's runs. */
  kill(): void;
}

/** How to start a process. */
export interface ProcessStart {
  readonly options: FunctionOptions;
  /** `127.0.0.1:PORT` */
  readonly runtimeApi: string;
  /** Gets each line of stdout and stderr. */
  onLine(line: string): void;
}

/** Starts the runtime client in the function's directory, with the function's environment only. */
export function startProcess({ options, runtimeApi, onLine }: ProcessStart): FunctionProcess {
  const { nodePath = process.execPath, memoryMb = 128, assetDirectory } = options;
  // Lambda's runtime gives the JavaScript heap nine tenths of the function's memory.
  const heapMb = Math.floor(memoryMb * 0.9);
  const child = spawn(nodePath, [`--max-old-space-size=${heapMb}`, BOOTSTRAP], {
    cwd: assetDirectory,
    env: childEnvironment(options, runtimeApi),
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  readLines(child.stdout, onLine);
  readLines(child.stderr, onLine);
  return { ended: ending(child, onLine), kill: () => child.kill('SIGKILL') };
}

function readLines(stream: Readable, onLine: (line: string) => void): void {
  createInterface({ input: stream, crlfDelay: Number.POSITIVE_INFINITY }).on('line', onLine);
}

function ending(child: ChildProcess, onLine: (line: string) => void): Promise<string> {
  return new Promise((resolve) => {
    child.once('error', (error) => {
      // There is no such `node`, or it may not be run: it never started, so no `close` follows.
      onLine(error.message);
      resolve(error.message);
    });
    child.once('close', (code, signal) => {
      resolve(signal === null ? `exit status ${code}` : `signal: ${signal}`);
    });
  });
}
