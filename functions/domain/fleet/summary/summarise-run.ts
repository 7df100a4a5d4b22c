import type { Tolerance } from '../../model/fleet.ts';
import { WORST_MEMBERS } from '../../model/fleet-member.ts';
import type { ObjectStore } from '../../model/fleet-ports.ts';
import { PreflightError } from '../../model/preflight-error.ts';
import type { Verdict } from '../../model/report.ts';
import type { FleetReport, MemberResult } from '../../model/schemas/fleet-schema.ts';
import { VERDICTS_WORST_FIRST } from '../../model/verdict.ts';
import { equalFingerprints } from './equal-fingerprints.ts';
import { finalResults } from './final-results.ts';
import { findChanges } from './find-changes.ts';
import { amendedPart, listedStates, type MemberState, readResults } from './member-states.ts';
import { readFingerprints } from './read-lines.ts';
import { allItems, type RunObjects, writeParts } from './run-objects.ts';
import { toleratedVerdict } from './tolerated-verdict.ts';

/** Keys of one run. */
export interface RunKeys {
  readonly inventory: string;
  /** The members that an earlier run judged, in the same form; no such object: there are none. */
  readonly carried: string;
  /** Without a part: the prefix of all. */
  readonly results: (part?: string) => string;
  readonly fingerprints: (part?: string) => string;
  readonly verdicts: (verdict: Verdict) => string;
}

export interface SummaryRequest {
  readonly runId: string;
  readonly keys: RunKeys;
  readonly tolerate: Tolerance;
  /** How many members the inventory listed, carried ones too; absent: whatever the lists hold. */
  readonly listed?: number | undefined;
  /** For people: where every member's result lies. */
  readonly resultsAt: string;
  readonly store: ObjectStore;
  readonly signal: AbortSignal;
}

export interface Summary {
  readonly report: FleetReport;
  /** How many lines could not be read, by the key of their object. */
  readonly unreadable: ReadonlyMap<string, number>;
}

/**
 * Sums up a run: one result for each listed member, whatever was written. A member without one is inconclusive;
 * of two the one in the last key holds. Members that hold the same value fail, and one whose credential is
 * another member's names it. What that changes is written as results of its own (`summary-…`), which hold over
 * those of the batches.
 *
 * Throws {@link PreflightError} `fleet.unavailable` where the lists are not there, or do not hold as many members
 * as were listed: a shorter fleet is never summed up.
 *
 * Everything is read as it comes. What is kept of a member is its name, Account SID and verdict: of a million
 * some 300 MB. Running it again on the same objects gives the same report.
 */
export async function summariseRun(request: SummaryRequest): Promise<Summary> {
  const { keys, store, signal, listed } = request;
  const unreadable = new Map<string, number>();
  const onUnreadable = (key: string): void => {
    unreadable.set(key, (unreadable.get(key) ?? 0) + 1);
  };
  const run: RunObjects = { store, signal, onUnreadable };
  const states = await listedStates(keys, run);
  if (listed !== undefined && states.size !== listed) throw changedLists(states.size, request);
  const earlier = await readResults(states, keys.results(), run);
  const compare = (member: string): void => {
    const state = states.get(member);
    if (state !== undefined) state.isCompared = true;
  };
  const readAll = () => allItems(keys.fingerprints(), readFingerprints, run);
  findChanges(states, await equalFingerprints(readAll, compare));
  const members = [...states.values()];
  for (const state of members) judgeFinally(state);
  const worst = new Map<string, MemberResult>();
  const shown = new Set(worstOf(members));
  const onShown = (result: MemberResult): unknown => worst.set(result.member, result);
  const changed = finalResults({ states, shown, onShown }, run);
  const written = await writeParts(changed, (part) => keys.results(amendedPart(part)), run);
  // An earlier attempt may have written more.
  for (let part = written; part < earlier; part += 1) {
    await store.put(keys.results(amendedPart(part)), '', { signal });
  }
  await writeVerdicts(members, request);
  const inOrder = [...shown].flatMap(({ member }) => worst.get(member) ?? []);
  return { report: reportOf(members, inOrder, request), unreadable };
}

function changedLists(size: number, { keys, listed }: SummaryRequest): PreflightError {
  return new PreflightError(
    `${keys.inventory} has ${size} members that can be read, those carried over included, and ${listed} were listed: it was changed since`,
    { code: 'fleet.unavailable', fault: 'service' },
  );
}

/** Of a member's final verdict no more is kept than counts; what explains it is written as it is read again. */
function judgeFinally(state: MemberState): void {
  const { member, verdict = 'inconclusive', cause, change } = state;
  const result: MemberResult = { member, verdict, cause, checks: [] };
  const final = change === undefined ? result : change(result);
  state.verdict = final.verdict;
  state.cause = final.verdict === 'pass' ? undefined : final.cause;
}

/** Of equal verdicts first the members that hold another one's credential: two customers may have been swapped. */
function worstOf(members: readonly MemberState[]): readonly MemberState[] {
  const worst: MemberState[] = [];
  for (const verdict of VERDICTS_WORST_FIRST.filter((one) => one !== 'pass')) {
    const equal = members.filter((state) => state.verdict === verdict);
    const isMixedUp = ({ cause = '' }: MemberState): boolean => cause.startsWith('environment.');
    worst.push(...equal.filter(isMixedUp), ...equal.filter((state) => !isMixedUp(state)));
    if (worst.length >= WORST_MEMBERS) break;
  }
  return worst.slice(0, WORST_MEMBERS);
}

async function writeVerdicts(
  members: readonly MemberState[],
  { keys, store, signal }: SummaryRequest,
): Promise<void> {
  for (const verdict of VERDICTS_WORST_FIRST) {
    const equal = members.filter((state) => state.verdict === verdict);
    const lines = equal.map(({ member, cause }) => `${JSON.stringify({ member, cause })}\n`);
    await store.put(keys.verdicts(verdict), lines.join(''), { signal });
  }
}

function reportOf(
  members: readonly MemberState[],
  worst: readonly MemberResult[],
  { runId, tolerate, resultsAt }: SummaryRequest,
): FleetReport {
  const verdicts = { pass: 0, warn: 0, fail: 0, inconclusive: 0 };
  const causes = new Map<string, number>();
  for (const { verdict = 'inconclusive', cause } of members) {
    verdicts[verdict] += 1;
    if (cause !== undefined) causes.set(cause, (causes.get(cause) ?? 0) + 1);
  }
  const outside = members.filter(({ finding }) => finding?.verdict === 'warn').length;
  return {
    schemaVersion: 1,
    runId,
    verdict: toleratedVerdict(verdicts, tolerate, outside),
    fleet: {
      total: members.length,
      verdicts,
      causes: [...causes]
        .map(([cause, count]) => ({ cause, count }))
        .sort((a, b) => b.count - a.count || (a.cause < b.cause ? -1 : 1)),
      worst: worst.map(({ member, verdict, cause, summary }) => ({
        member,
        verdict,
        cause,
        summary,
      })),
      results: resultsAt,
    },
  };
}
