import { randomInt, randomUUID } from 'node:crypto';
import type { Randomness } from '../../domain/model/ports.ts';

// The widest range that `randomInt` takes.
const STEPS = 2 ** 48 - 1;

/** Randomness of the system's generator: `fraction` in steps of 2^-48, `uuid` version 4, lower case. */
export const systemRandomness: Randomness = {
  fraction: () => randomInt(STEPS) / STEPS,
  uuid: () => randomUUID(),
};
