import type { Gate } from '../../compose.ts';

/** The composed gate, or a function that throws again what composing it threw. */
export type GateOrThrow = () => Gate;

/** Composes now and keeps the outcome, error included, for every invocation. */
export function lazyGate(compose: () => Gate): GateOrThrow {
  try {
    const gate = compose();
    return () => gate;
  } catch (error) {
    return () => {
      throw error;
    };
  }
}
