import { composeGate } from '../compose.ts';
import { composeRunBase } from '../compose-base.ts';
import { createAuditHandler } from './audit/create-audit-handler.ts';
import type { LambdaContext } from './run/create-handler.ts';

const base = composeRunBase();
const handle = createAuditHandler(base, () => composeGate(base));

/**
 * The audit function: lists the API keys of the declared accounts and returns what it finds, to a person
 * or to the schedule. It reads, and has no way to change anything at Twilio. The event is never logged.
 */
export async function handler(event: unknown, context: LambdaContext): Promise<unknown> {
  return await handle(event, context);
}
