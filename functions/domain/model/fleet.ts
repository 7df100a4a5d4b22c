import type { EnvironmentExpectation } from './expectation.ts';

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
