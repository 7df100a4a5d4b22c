import type { ExecutionStart } from '../aws/executions/execution-store.ts';
import { waitAtMost } from '../clock/wait-at-most.ts';
import type { Definition } from './definition.ts';
import type { MachinePorts, Outcome } from './run.ts';
import { runStates } from './run-states.ts';

/** Runs an execution of a state machine, to its end or to the machine's time limit. */
export async function runExecution(
  definition: Definition,
  start: ExecutionStart,
  ports: MachinePorts,
): Promise<Outcome> {
  const { TimeoutSeconds: limit } = definition;
  const overdue = new AbortController();
  const signal = AbortSignal.any([start.signal, overdue.signal]);
  const running = runStates(definition, { ...start, signal, ports });
  if (limit === undefined) return await running;
  const ended = await waitAtMost(running, { clock: ports.clock, limitMs: limit * 1000 });
  if (ended !== undefined) return ended;
  overdue.abort();
  return { kind: 'fault', error: 'States.Timeout', cause: 'The execution timed out.' };
}
