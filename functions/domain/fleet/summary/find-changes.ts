import { environmentSharedCredential } from '../../causes/declared-otherwise.ts';
import { environmentWrongAccount, UNDECLARED } from '../../causes/wrong-account.ts';
import { describeOverlap } from '../../checks/environment-isolation.ts';
import type { MemberResult } from '../../model/schemas/fleet-schema.ts';
import { resultOfLists, unknownResult, withIsolation } from '../member-result.ts';
import type { MemberState, MemberStates } from './member-states.ts';

const NO_RESULT = 'no result was written: its batch did not end';
const NOT_COMPARED = 'not compared with the other members: its fingerprints were not written';

/** So many of the members that hold the same value are named. */
const MOST_NAMED = 5;

/** Notes for each member what only the whole run shows. `shared` has the members of each fingerprint. */
export function findChanges(
  states: MemberStates,
  shared: ReadonlyMap<string, readonly string[]>,
): void {
  for (const state of states.values()) {
    if (state.source === undefined) state.change = () => missingResult(state);
    else if (needsFingerprints(state)) state.change = notCompared;
  }
  nameOwners(states);
  for (const [member, groups] of sharers(shared)) {
    const state = states.get(member);
    if (state?.source === undefined) continue;
    const before = state.change ?? same;
    state.change = (result) => sharedResult(before(result), groups);
  }
}

function same(result: MemberResult): MemberResult {
  return result;
}

function missingResult(state: MemberState): MemberResult {
  return resultOfLists(state) ?? unknownResult(state, NO_RESULT);
}

/**
 * A verdict that opens the gate says too that no other member holds the same value, unless the lists alone judged
 * the member.
 */
function needsFingerprints({ verdict, finding, isCompared }: MemberState): boolean {
  return finding === undefined && !isCompared && (verdict === 'pass' || verdict === 'warn');
}

function notCompared(result: MemberResult): MemberResult {
  return withIsolation(result, { status: 'inconclusive', message: NOT_COMPARED });
}

/** Names the member whose account another one's credential acts as: two customers may have been swapped. */
function nameOwners(states: MemberStates): void {
  const found = [...states.values()].filter(({ found: sid }) => sid !== undefined);
  const wanted = new Set(found.map(({ found: sid }) => sid));
  const owners = new Map<string | undefined, string>();
  for (const { member, accountSid } of states.values()) {
    if (wanted.has(accountSid)) owners.set(accountSid, member);
  }
  for (const state of found) {
    const owner = owners.get(state.found);
    if (owner === undefined || owner === state.member) continue;
    const before = state.change ?? same;
    state.change = (result) => withOwner(before(result), owner);
  }
}

function withOwner({ summary = '', ...result }: MemberResult, owner: string): MemberResult {
  const named = summary.includes(UNDECLARED)
    ? summary.replace(UNDECLARED, () => owner)
    : `${summary} (it acts as the account of ${owner})`;
  return { ...result, summary: named };
}

/** Every member that shares a value, with the groups of members that do. */
function sharers(shared: ReadonlyMap<string, readonly string[]>): ReadonlyMap<string, Groups> {
  const groups = new Map<string, (readonly string[])[]>();
  for (const members of shared.values()) {
    for (const member of members) {
      const own = groups.get(member) ?? [];
      groups.set(member, own);
      own.push(members);
    }
  }
  return groups;
}

type Groups = readonly (readonly string[])[];

/** A wrong account explains more: whose credential it is. Any other fail is explained by the equal values. */
function sharedResult(result: MemberResult, groups: Groups): MemberResult {
  const others = firstOthers(result.member, groups);
  const named = others
    .slice(0, MOST_NAMED)
    .map((name) => describeOverlap({ name, outcome: 'compared', common: ['secret value'] }));
  const message = [...named, ...(others.length > MOST_NAMED ? ['and others do'] : [])].join('; ');
  const judged = withIsolation(result, { status: 'fail', message });
  if (result.cause === environmentWrongAccount.id) return judged;
  return { ...judged, cause: environmentSharedCredential.id, summary: message };
}

/** One more than are named, at most: a value that a whole fleet holds would take its square in time. */
function firstOthers(member: string, groups: Groups): readonly string[] {
  const others = new Set<string>();
  for (const group of groups) {
    for (const other of group) {
      if (others.size > MOST_NAMED) break;
      if (other !== member) others.add(other);
    }
  }
  return [...others];
}
