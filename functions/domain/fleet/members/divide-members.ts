import type { FleetTemplate } from '../../model/fleet.ts';
import { PreflightError } from '../../model/preflight-error.ts';
import { readMember } from '../summary/read-lines.ts';
import { itemsOf, type RunObjects } from '../summary/run-objects.ts';
import type { Reconciled } from './reconcile.ts';

/** An earlier run, and the keys of its objects. */
export interface EarlierRun {
  readonly runId: string;
  /** What it verified, and what it carried over itself. */
  readonly lists: readonly string[];
  /** Names of the members that passed, once it was summed up. */
  readonly passed: string;
  /** What its members were declared to be: a template as {@link templateLine} writes it. */
  readonly template: string;
}

/** What is to be verified, and what the earlier run says still. */
export interface Divided {
  readonly toVerify: readonly Reconciled[];
  readonly carried: readonly Reconciled[];
}

/** A template in the one form in which two are compared. */
export function templateLine(template: FleetTemplate): string {
  return JSON.stringify(template);
}

/**
 * Divides the members by an earlier run: those that passed in it, for the account and the template that are declared
 * for them still, are carried; whatever else there is, new members too, is to be verified.
 *
 * Throws `PreflightError` `fleet.members-invalid` where there is no such run, or it was not summed up.
 */
export async function divideMembers(
  members: readonly Reconciled[],
  { template, ...earlier }: EarlierRun & { readonly declared: FleetTemplate },
  run: RunObjects,
): Promise<Divided> {
  const passed = await passedAccounts(earlier, run);
  const isSame = await holds(template, templateLine(earlier.declared), run);
  const accounts = isSame ? passed : new Map<string, string>();
  const isCarried = ({ member, accountSid, finding }: Reconciled): boolean =>
    finding === undefined && accountSid !== undefined && accounts.get(member) === accountSid;
  return {
    carried: members.filter(isCarried),
    toVerify: members.filter((one) => !isCarried(one)),
  };
}

async function holds(
  key: string,
  line: string,
  { store, signal }: Pick<RunObjects, 'store' | 'signal'>,
): Promise<boolean> {
  for await (const each of (await store.lines(key, { signal })) ?? []) return each === line;
  return false;
}

/** The Account SIDs of the members that passed, as they were declared then. */
async function passedAccounts(
  { runId, lists, passed }: Pick<EarlierRun, 'runId' | 'lists' | 'passed'>,
  run: RunObjects,
): Promise<ReadonlyMap<string, string>> {
  const members = await itemsOf(passed, readMember, run);
  if (members === undefined) {
    throw new PreflightError(
      `There is no run ${runId} that was summed up: name an earlier run that ended with a report`,
      { code: 'fleet.members-invalid', fault: 'operator' },
    );
  }
  const names = new Set<string>();
  for await (const { member } of members) names.add(member);
  const accounts = new Map<string, string>();
  for (const key of lists) {
    for await (const { member, accountSid } of (await itemsOf(key, readMember, run)) ?? []) {
      if (names.has(member) && accountSid !== undefined) accounts.set(member, accountSid);
    }
  }
  return accounts;
}
