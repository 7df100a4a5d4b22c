import { accountIdentity } from '../../checks/account-identity.ts';
import type { FleetMember } from '../../model/fleet-member.ts';
import { PreflightError } from '../../model/preflight-error.ts';
import type { Verdict } from '../../model/report.ts';
import type { MemberResult } from '../../model/schemas/fleet-schema.ts';
import { readMember, readResult } from './read-lines.ts';
import { itemsOf, objectsOf, type RunObjects } from './run-objects.ts';

/** What is kept of a member while a run is summed up: a million of them are some 300 MB. */
export interface MemberState {
  readonly member: string;
  /** In lower case. */
  readonly accountSid?: string | undefined;
  readonly finding?: FleetMember['finding'];
  /** Absent until a result was read, as `source` and `cause` are. */
  verdict?: Verdict | undefined;
  cause?: string | undefined;
  /** Key of the object that holds its result. */
  source?: string | undefined;
  /** The account, other than the declared one, that its credential acts as; in lower case. */
  found?: string | undefined;
  /** Whether a fingerprint of it was read. */
  isCompared: boolean;
  /** What the run as a whole shows of it; absent: nothing. */
  change?: ((result: MemberResult) => MemberResult) | undefined;
}

/** By name. */
export type MemberStates = ReadonlyMap<string, MemberState>;

/**
 * The members that are listed, in the order of the lists, each once: of two lines with one name the first holds.
 * Throws {@link PreflightError} `fleet.unavailable` where there is no list.
 */
export async function listedStates(
  keys: { readonly inventory: string; readonly carried: string },
  run: RunObjects,
): Promise<MemberStates> {
  const inventory = await itemsOf(keys.inventory, readMember, run);
  if (inventory === undefined) {
    throw new PreflightError(`${keys.inventory} is not there: the members were never listed`, {
      code: 'fleet.unavailable',
      fault: 'service',
    });
  }
  const states = new Map<string, MemberState>();
  const carried = await itemsOf(keys.carried, readMember, run);
  for (const members of [inventory, carried]) {
    for await (const listed of members ?? []) {
      if (!states.has(listed.member)) states.set(listed.member, stateOf(listed));
    }
  }
  return states;
}

function stateOf({ member, accountSid, finding }: FleetMember): MemberState {
  const sid = accountSid?.toLowerCase();
  return { member, accountSid: sid, finding, isCompared: false };
}

/** Begins the name of an object that a summary writes; it comes after those of batches, which are numbers. */
const AMENDED = 'summary-';

/** The part of the results that holds what a summary changed. */
export function amendedPart(part: number): string {
  return `${AMENDED}${`${part}`.padStart(5, '0')}`;
}

/**
 * Reads the results that the batches wrote: of two of a member the one in the last key holds. Those of no listed
 * member are left out. Gives how many objects an earlier summary of this run wrote, which are not read.
 */
export async function readResults(
  states: MemberStates,
  prefix: string,
  run: RunObjects,
): Promise<number> {
  let earlier = 0;
  const ofBatches = async function* (): AsyncGenerator<string, void, undefined> {
    for await (const key of run.store.keys(prefix, { signal: run.signal })) {
      if (key.startsWith(`${prefix}${AMENDED}`)) earlier += 1;
      else yield key;
    }
  };
  for await (const { key, items } of objectsOf(ofBatches(), readResult, run)) {
    for await (const result of items) {
      const state = states.get(result.member);
      if (state !== undefined) keepResult(state, result, key);
    }
  }
  return earlier;
}

function keepResult(state: MemberState, result: MemberResult, source: string): void {
  state.verdict = result.verdict;
  state.cause = result.cause;
  state.source = source;
  state.found = foundAccount(result);
}

function foundAccount({ checks }: MemberResult): string | undefined {
  const failed = checks.find(({ id, status }) => id === accountIdentity.id && status === 'fail');
  return failed?.found?.match(/\bAC[0-9a-f]{32}\b/i)?.[0].toLowerCase();
}
