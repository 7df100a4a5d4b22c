import type { Gate } from '../../compose.ts';
import type { GateBase } from '../../compose-base.ts';
import { createHandler, type Handler } from '../run/create-handler.ts';
import { parseGateRequest } from './gate-request.ts';
import { handleCondition } from './handle-condition.ts';
import { handleDirect } from './handle-direct.ts';
import { handleHistory } from './handle-history.ts';
import { handleJob } from './handle-job.ts';

/** Makes the handler of the gate: who asks is known by the event alone. */
export function createGateHandler(base: GateBase, compose: () => Gate): Handler {
  return createHandler(base, compose, async (event, invocation) => {
    const request = parseGateRequest(event);
    switch (request.kind) {
      case 'job':
        return await handleJob(request, invocation);
      case 'condition':
        return await handleCondition(request, invocation);
      case 'history':
        return await handleHistory(request.query, invocation);
      case 'direct':
        return await handleDirect(request, invocation);
    }
  });
}
