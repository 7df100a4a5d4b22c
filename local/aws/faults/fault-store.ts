import type { ServiceName } from '../wire/operation.ts';
import { type Fault, parseFault } from './fault.ts';

/** Faults waiting to strike. Shared by tests, the control calls and the server. */
export interface AwsFaults {
  /** @throws ZodError when the fault is malformed. */
  add(fault: Fault): void;
  /** Faults not yet spent, oldest first, with the calls each has left. */
  list(): readonly Fault[];
  clear(): void;
  /** The oldest fault that meets this call, counted as used; undefined when none does. */
  take(call: FaultTarget): Fault | undefined;
}

/** What a call is, as far as faults are chosen by it. */
export interface FaultTarget {
  readonly service: ServiceName;
  readonly operation: string;
  readonly resources: readonly string[];
}

/** Makes a store without faults. `random` decides about faults with a `chance`. */
export function createFaultStore(random: () => number = Math.random): AwsFaults {
  let faults: Fault[] = [];
  return {
    add: (fault) => {
      faults.push(parseFault(fault));
    },
    list: () => [...faults],
    clear: () => {
      faults = [];
    },
    take: (call) => {
      const index = faults.findIndex(
        (candidate) => strikes(candidate, call) && random() < (candidate.chance ?? 1),
      );
      const fault = faults[index];
      if (fault !== undefined) faults = faults.toSpliced(index, 1, ...afterUse(fault));
      return fault;
    },
  };
}

function strikes(fault: Fault, call: FaultTarget): boolean {
  return (
    fault.service === call.service &&
    (fault.operation === undefined || fault.operation === call.operation) &&
    (fault.resource === undefined || call.resources.includes(fault.resource))
  );
}

function afterUse(fault: Fault): readonly Fault[] {
  if (fault.times === undefined) return [fault];
  return fault.times > 1 ? [{ ...fault, times: fault.times - 1 }] : [];
}
