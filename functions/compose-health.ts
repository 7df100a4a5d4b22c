import { createLeases } from './adapters/aws/create-leases.ts';
import { systemClock } from './adapters/system/system-clock.ts';
import { composeRunBase, type RunBase } from './compose-base.ts';
import { readFunctionSettings } from './config.ts';
import { HEALTH_MAX_AGE_SECONDS } from './contract.ts';
import type { Leases } from './domain/model/leases.ts';

/** The same for the function that answers load balancers. */
export interface HealthBase extends RunBase {
  /** Absent without a table, like the history. */
  readonly leases?: Leases | undefined;
  readonly maxAgeMs: number;
}

/** Adds what bounds how often a question about health is answered by a verification. Never throws. */
export function composeHealthBase(): HealthBase {
  const { runsTable: table, healthMaxAgeSeconds = HEALTH_MAX_AGE_SECONDS } = readFunctionSettings();
  return {
    ...composeRunBase(),
    leases: table === undefined ? undefined : createLeases({ table, clock: systemClock }),
    maxAgeMs: healthMaxAgeSeconds * 1000,
  };
}
