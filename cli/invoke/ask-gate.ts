import { composeClock } from '../../functions/compose-clock.ts';
import { GATE_TIMEOUT_SECONDS } from '../../functions/contract.ts';
import { withTimeLimit } from '../../functions/domain/concurrency/time-limit.ts';
import type { Io } from '../io.ts';
import { type Invocation, type InvocationRequest, invokeGate } from './gate-client.ts';

/** Lambda may start a new execution environment first (at most 10 s), and the answer has to travel. */
export const LONGEST_INVOCATION_MS = (GATE_TIMEOUT_SECONDS + 20) * 1_000;

/**
 * Invokes the gate and waits for it, longer than the function's own time limit. Throws `CommandError` for
 * what Lambda, the network or the caller's credentials do, and `PreflightError` `out-of-time`.
 */
export async function askGate(
  request: Omit<InvocationRequest, 'signal' | 'timeoutMs'>,
  { services = {}, signal: parent }: Io,
): Promise<Invocation> {
  const limitMs = LONGEST_INVOCATION_MS;
  const limit = { clock: services.clock ?? composeClock(), limitMs, parent, what: 'Lambda' };
  return await withTimeLimit(limit, (signal) =>
    (services.invokeGate ?? invokeGate)({ ...request, timeoutMs: limitMs, signal }),
  );
}
