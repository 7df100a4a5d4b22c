import type { Gate } from '../../compose.ts';
import type { RunBase } from '../../compose-base.ts';
import { createHandler, type Handler } from '../run/create-handler.ts';
import { handleWatch } from './handle-watch.ts';
import { parseWatchRequest } from './watch-request.ts';

/** Makes the handler of the watch: what woke it is known by the event. */
export function createWatchHandler(base: RunBase, compose: () => Gate): Handler {
  return createHandler(
    base,
    compose,
    async (event, invocation) => await handleWatch(parseWatchRequest(event), invocation),
  );
}
