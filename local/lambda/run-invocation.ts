import { randomUUID } from 'node:crypto';
import { setImmediate as nextTurn } from 'node:timers/promises';
import type { FunctionProcess } from './function-process.ts';
import type { Invocation, InvocationFault, InvocationResult } from './local-function.ts';
import type { Mailbox } from './mailbox.ts';
import type { RuntimeEvent } from './runtime-api.ts';

/** What a process, or the clock, has to say. `ready` comes before each event it takes. */
export type ProcessEvent =
  | { readonly kind: 'ready' }
  | { readonly kind: 'init-error'; readonly fault: InvocationFault }
  | { readonly kind: 'result'; readonly result: InvocationResult }
  | { readonly kind: 'ended'; readonly how: string }
  | { readonly kind: 'time-up' };

/** A process that is free to take an event, or about to be. */
export interface RunningProcess {
  readonly functionArn: string;
  readonly timeoutMs: number;
  readonly events: Mailbox<ProcessEvent>;
  readonly process: FunctionProcess;
  /** Time of the start, once; undefined from the second time on. */
  takeInitMs(): number | undefined;
  send(event: RuntimeEvent): void;
}

type Failure = Exclude<InvocationResult, { readonly outcome: 'returned' }>;

/** Lambda's limit for the start of a process; a longer limit of the function's counts instead. */
const INIT_LIMIT_MS = 10_000;

/** Runs the handler with a JSON text. Never rejects. After a failed start or at the limit, it is over. */
export async function runInvocation(running: RunningProcess, body: string): Promise<Invocation> {
  const requestId = randomUUID();
  const failure = await awaitStart(running, requestId);
  if (failure !== undefined) return { requestId, durationMs: 0, ...failure };
  const initMs = running.takeInitMs();
  const { functionArn, timeoutMs } = running;
  const sentMs = performance.now();
  running.send({ requestId, functionArn, deadlineMs: Date.now() + timeoutMs, body });
  const result = await awaitAnswer(running, requestId);
  const durationMs = performance.now() - sentMs;
  // What the function wrote before its answer is in the pipe: one turn of the loop reads it.
  await nextTurn();
  return { requestId, durationMs, ...(initMs !== undefined && { initMs }), ...result };
}

async function awaitStart(
  running: RunningProcess,
  requestId: string,
): Promise<Failure | undefined> {
  const limitMs = Math.max(INIT_LIMIT_MS, running.timeoutMs);
  const event = await nextEvent(running, limitMs);
  if (event.kind === 'ready') return undefined;
  // The rest of the output says why, and is read when the process has ended.
  running.process.kill();
  const how = await running.process.ended;
  if (event.kind === 'init-error') return { outcome: 'init-error', ...event.fault };
  const fault = event.kind === 'time-up' ? timedOut(limitMs) : exited(how);
  return { outcome: 'init-error', ...forRequest(requestId, fault) };
}

async function awaitAnswer(running: RunningProcess, requestId: string): Promise<InvocationResult> {
  const event = await nextEvent(running, running.timeoutMs);
  if (event.kind === 'result') return event.result;
  running.process.kill();
  const how = await running.process.ended;
  return event.kind === 'time-up'
    ? { outcome: 'timed-out', ...forRequest(requestId, timedOut(running.timeoutMs)) }
    : { outcome: 'error', ...forRequest(requestId, exited(how)) };
}

async function nextEvent({ events }: RunningProcess, limitMs: number): Promise<ProcessEvent> {
  const timer = setTimeout(() => events.post({ kind: 'time-up' }), limitMs);
  const event = await events.take();
  clearTimeout(timer);
  return event;
}

function timedOut(limitMs: number): InvocationFault {
  const seconds = (limitMs / 1000).toFixed(2);
  return {
    errorType: 'Sandbox.Timedout',
    errorMessage: `Task timed out after ${seconds} seconds`,
  };
}

function exited(how: string): InvocationFault {
  return { errorType: 'Runtime.ExitError', errorMessage: `Runtime exited with error: ${how}` };
}

/** Lambda names the request in the errors that are its own. */
function forRequest(requestId: string, fault: InvocationFault): InvocationFault {
  return { ...fault, errorMessage: `RequestId: ${requestId} Error: ${fault.errorMessage}` };
}
