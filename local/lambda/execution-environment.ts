import { startProcess } from './function-process.ts';
import type { FunctionOptions, Invocation } from './local-function.ts';
import { createMailbox } from './mailbox.ts';
import { type ProcessEvent, runInvocation } from './run-invocation.ts';
import { startRuntimeApi } from './runtime-api.ts';

/** One process of a function and its Runtime API: runs one invocation at a time. */
export interface ExecutionEnvironment {
  /** Runs the handler with a JSON text. Never rejects. Not while it runs, nor after `isOver`. */
  run(body: string): Promise<Invocation>;
  /** The process has ended: it takes no more invocations. */
  readonly isOver: boolean;
  /** Kills the process; a running invocation ends as an error. */
  close(): Promise<void>;
}

/** Whose process it is, and where its output goes. */
export interface EnvironmentStart {
  readonly options: FunctionOptions;
  readonly functionArn: string;
  onLine(line: string): void;
}

/** Starts a process. Its first invocation waits until it is ready, and reports how long that took. */
export async function startEnvironment(start: EnvironmentStart): Promise<ExecutionEnvironment> {
  const events = createMailbox<ProcessEvent>();
  const init = createStopwatch();
  const api = await startRuntimeApi({
    onReady: () => {
      init.stop();
      events.post({ kind: 'ready' });
    },
    onInitError: (fault) => events.post({ kind: 'init-error', fault }),
    onResult: (result) => events.post({ kind: 'result', result }),
  });
  init.start();
  const process = startProcess({ ...start, runtimeApi: api.address });
  let isOver = false;
  const over = process.ended.then(async (how) => {
    isOver = true;
    events.post({ kind: 'ended', how });
    await api.close();
  });
  const { functionArn, options } = start;
  const { timeoutMs } = options;
  const running = {
    functionArn,
    timeoutMs,
    events,
    process,
    takeInitMs: init.take,
    send: api.send,
  };
  return {
    run: (body) => runInvocation(running, body),
    get isOver() {
      return isOver;
    },
    close: async () => {
      process.kill();
      await over;
    },
  };
}

interface Stopwatch {
  start(): void;
  /** Stops it, the first time. */
  stop(): void;
  /** Milliseconds between the two, once. */
  take(): number | undefined;
}

function createStopwatch(): Stopwatch {
  let startedMs: number | undefined;
  let elapsedMs: number | undefined;
  return {
    start: () => {
      startedMs = performance.now();
    },
    stop: () => {
      if (startedMs === undefined) return;
      elapsedMs = performance.now() - startedMs;
      startedMs = undefined;
    },
    take: () => {
      const taken = elapsedMs;
      elapsedMs = undefined;
      return taken;
    },
  };
}
