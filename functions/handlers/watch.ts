import { composeGate } from '../compose.ts';
import { composeRunBase } from '../compose-base.ts';
import type { LambdaContext } from './run/create-handler.ts';
import { createWatchHandler } from './watch/create-watch-handler.ts';

const base = composeRunBase();
const handle = createWatchHandler(base, () => composeGate(base));

/**
 * The watch function: verifies on a schedule, when a declared secret gets another current version, and
 * when an application's calls to Twilio are refused. The event is never logged.
 */
export async function handler(event: unknown, context: LambdaContext): Promise<unknown> {
  return await handle(event, context);
}
