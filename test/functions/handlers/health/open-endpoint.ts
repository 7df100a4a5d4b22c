import { createLeases } from '../../../../functions/adapters/aws/create-leases.ts';
import type { HttpAnswer } from '../../../../functions/handlers/health/http.ts';
import { createHealthHandler } from '../../../../functions/handlers/health.ts';
import type { GateWorld } from '../gate-world.ts';
import { type KeepingGate, openKeepingGate } from '../history-world.ts';

/** No crowd on one machine takes so long. */
const PATIENT_MS = 60_000;

export const MAX_AGE_MS: number = 15 * 60_000;

/** The health function over a gate's world. */
export interface Endpoint extends KeepingGate {
  /** A new process of the function each time it is called. */
  process(): (event: object) => Promise<HttpAnswer>;
  /** How often Twilio was asked to list production's phone numbers: once for each verification. */
  verifications(): number;
}

/**
 * A health endpoint over a world, with a history. `speed` is that of the function's time; default 1. The
 * table's limit is patient: a crowd of requests shares one machine.
 */
export async function openEndpoint(world: GateWorld, speed = 1): Promise<Endpoint> {
  const gate = await openKeepingGate(world, {
    speed,
    historyTimeoutMs: PATIENT_MS,
    timeoutsMs: { secrets: PATIENT_MS, twilio: PATIENT_MS },
  });
  return {
    ...gate,
    process: () => {
      const leases = createLeases({
        table: gate.table,
        clock: gate.clock,
        requestTimeoutMs: PATIENT_MS,
        connectionTimeoutMs: PATIENT_MS,
      });
      const base = { ...gate.base, leases, maxAgeMs: MAX_AGE_MS };
      const handler = createHealthHandler(base, gate.compose);
      return async (event) => (await handler(event, gate.context)) as HttpAnswer;
    },
    verifications: () =>
      gate.twilio.journal.entries().filter(({ path }) => path.includes('IncomingPhoneNumbers'))
        .length,
  };
}
