import type { ObjectStore } from '../aws/objects/object-store.ts';
import type { LocalClock } from '../clock/local-clock.ts';
import type { Invocation } from '../lambda/local-function.ts';
import type { MapRun } from './map/map-run.ts';

/** The world that a state machine runs in. */
export interface MachinePorts {
  /** Rejects for a function that there is not. */
  invoke(functionName: string, event: unknown): Promise<Invocation>;
  readonly objects: Pick<ObjectStore, 'get' | 'put'>;
  /** Decides dates, and how long a retry waits. */
  readonly clock: LocalClock;
  /** From 0 up to 1, for jitter. */
  random(): number;
  /** Children that run at once, whatever the definition allows: each is a process or more. */
  readonly maxChildren: number;
}

/** One execution under way: of a machine, or of a child of its map. */
export interface Run {
  readonly ports: MachinePorts;
  readonly machine: { readonly arn: string; readonly name: string };
  readonly execution: { readonly arn: string; readonly name: string; readonly startedAt: Date };
  readonly input: unknown;
  /** Aborted when the execution is stopped. */
  readonly signal: AbortSignal;
  onMapRun(mapRun: MapRun): void;
}

/** What ended a state or an execution early, as `Retry` and `Catch` see it. */
export interface Fault {
  readonly kind: 'fault';
  /** `States.Timeout`, or the type of a function's error. */
  readonly error: string;
  readonly cause: string;
}

/** How a state ended. */
export type StateResult = { readonly kind: 'result'; readonly result: unknown } | Fault;

/** How an execution ended. */
export type Outcome =
  | { readonly kind: 'output'; readonly output: unknown }
  | Fault
  | { readonly kind: 'aborted' };

/** Step Functions' quota of the input and the output of a state, in bytes of UTF-8. */
const MAX_DATA_BYTES = 256 * 1024;

/** Whether a value is too large to pass from state to state. */
export function isTooLarge(value: unknown): boolean {
  return Buffer.byteLength(JSON.stringify(value) ?? '') > MAX_DATA_BYTES;
}
