import type { CallOptions } from './ports.ts';
import type { Redacted } from './redacted.ts';
import type { FleetReport } from './schemas/fleet-schema.ts';

/** Objects of one private bucket. A missing object is an answer; every other fault is thrown as `PreflightError`. */
export interface ObjectStore {
  /** `contentType` default: plain text. */
  put(
    key: string,
    text: string,
    options: CallOptions & { readonly contentType?: string | undefined },
  ): Promise<void>;
  /** The lines of an object, read as they come; undefined where there is none. */
  lines(key: string, options: CallOptions): Promise<AsyncIterable<string> | undefined>;
  /** The keys that begin so, in order. */
  keys(prefix: string, options: CallOptions): AsyncIterable<string>;
}

/** Reads one object as it comes; one that is no text in UTF-8 is a fault. */
export interface ObjectReader {
  /** Its text in pieces, without a byte order mark; undefined where there is none. */
  chunks(key: string, options: CallOptions): Promise<AsyncIterable<string> | undefined>;
}

/** Keyed fingerprints that stay the same from run to run, under a key that is not ours to read. */
export interface KeyedFingerprints {
  of(value: Redacted<string>, options: CallOptions): Promise<string>;
}

/** How far the batches of a run are, in members. */
export interface FleetProgress {
  readonly total: number;
  /** Those whose batch has ended, those of {@link notJudged} too. */
  readonly done: number;
  /** Those of batches that were given up: their members are inconclusive. */
  readonly notJudged: number;
}

/**
 * The state of a run.
 *
 * - `absent`: no run of this name was started, or its history is over (90 days after its end).
 * - `running`: `progress` is absent while members are listed, and `unknown` where it could not be read.
 * - `ended`: with a report.
 * - `broken`: it failed, ran out of time or was stopped, and has no report; `reason` may be shown.
 */
export type FleetRunState =
  | { readonly state: 'absent' }
  | { readonly state: 'running'; readonly progress?: FleetProgress | 'unknown' | undefined }
  | { readonly state: 'ended'; readonly report: FleetReport }
  | { readonly state: 'broken'; readonly reason: string };

/**
 * The runs of a fleet's state machine. Every call throws `PreflightError` `fleet.unavailable` where it gave no
 * usable answer; its fault is the operator's where AWS refuses the caller, or knows no such state machine.
 */
export interface FleetRuns {
  /** Starts a run of this name, unless there is or was one: a name is started once. */
  start(
    runId: string,
    input: { readonly onlyFrom?: string | undefined },
    options: CallOptions,
  ): Promise<void>;
  describe(runId: string, options: CallOptions): Promise<FleetRunState>;
}
