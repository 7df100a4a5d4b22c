import { systemClock } from './adapters/system/system-clock.ts';
import type { Clock } from './domain/model/ports.ts';

/** The clock of a command that makes no other port. */
export function composeClock(): Clock {
  return systemClock;
}
