import type { Verdict } from './report.ts';

/** One member as the inventory lists it: a line of JSON. */
export interface FleetMember {
  /** Its place in the inventory, from 0: no two members of a run share one. */
  readonly index: number;
  readonly member: string;
  /** Absent where no source but the secret could say: such a member is inconclusive. */
  readonly accountSid?: string | undefined;
  /** What the inventory itself found wrong with it, in one sentence; it is judged by that alone. */
  readonly finding?: InventoryFinding | undefined;
}

/** A fault of a member that shows in the lists already. */
export interface InventoryFinding {
  readonly verdict: Exclude<Verdict, 'pass'>;
  /** Of a row of `all-causes.ts`. */
  readonly cause?: string | undefined;
  readonly summary: string;
}

/**
 * Which secret values a member holds, to find two members with the same one: keyed, so that they mean nothing
 * without the key, which no process of ours ever has.
 */
export interface MemberFingerprints {
  readonly member: string;
  readonly fingerprints: readonly string[];
}

/** So many members are named in a report; all are in its results. */
export const WORST_MEMBERS = 20;
