import type { Gate, GateBase } from '../../compose.ts';
import { quietLog } from '../../domain/quiet-log.ts';
import { parseGateRequest } from './gate-request.ts';
import { handleDirect } from './handle-direct.ts';
import { handleHistory } from './handle-history.ts';
import { handleJob } from './handle-job.ts';
import { lazyGate } from './lazy-gate.ts';

/** The part of Lambda's context that is read. */
export interface LambdaContext {
  getRemainingTimeInMillis(): number;
  /** CloudTrail's data events name the caller by it. */
  readonly awsRequestId?: string;
}

export type GateHandler = (event: unknown, context: LambdaContext) => Promise<unknown>;

/**
 * Makes the handler. A log that throws is as good as none, so that it can neither hold nor open a
 * gate. The gate is composed at once, during Lambda's start; where that fails the error
 * is kept and told to whoever asks, since a job must be answered all the same.
 */
export function createGateHandler(given: GateBase, compose: () => Gate): GateHandler {
  const base: GateBase = { ...given, log: quietLog(given.log) };
  const gate = lazyGate(compose);
  return async (event, context) => {
    const time = {
      startedMs: base.clock.monotonicMs(),
      remainingMs: context.getRemainingTimeInMillis(),
    };
    const { awsRequestId: requestId } = context;
    const invocation = { base, gate, time, ...(requestId === undefined ? {} : { requestId }) };
    const request = parseGateRequest(event);
    switch (request.kind) {
      case 'job':
        return await handleJob(request, invocation);
      case 'history':
        return await handleHistory(request.query, invocation);
      case 'direct':
        return await handleDirect(request, invocation);
    }
  };
}
