import type { EnvironmentExpectation } from './expectation.ts';
import type { Verdict } from './report.ts';

export type { FleetReport, MemberResult } from './schemas/fleet-schema.ts';

/** Stands for the name of a member in the id of its secret. */
export const MEMBER = '{member}';

/** What every member of a fleet is declared to be; {@link MEMBER} is in the secret's id. */
export interface FleetTemplate
  extends Omit<EnvironmentExpectation, 'name' | 'account' | 'testCall'> {
  readonly account: Omit<EnvironmentExpectation['account'], 'sid' | 'shared'>;
}

/**
 * Where the members are listed.
 *
 * - `objects`: a CSV or JSON object in S3 with `member` and `accountSid`.
 * - `subaccounts`: the subaccounts of `parentSid`, as the auditor lists them; the name is the Account SID.
 * - `secrets`: the secrets whose names begin so; the Account SID is the tag `twilio-account-sid`.
 */
export type MemberSource =
  | { readonly kind: 'objects'; readonly bucket: string; readonly key: string }
  | { readonly kind: 'subaccounts'; readonly parentSid: string }
  | { readonly kind: 'secrets'; readonly prefix: string };

/** How many members may fail or be inconclusive before the whole does: a share of all (0 to 100), or a count. */
export type Tolerance = { readonly percentage: number } | { readonly count: number };

/** A declared fleet: many environments that differ in a name. */
export interface FleetExpectation {
  readonly template: FleetTemplate;
  readonly members: MemberSource;
  readonly tolerate: Tolerance;
}

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
