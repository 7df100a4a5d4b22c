import { FLEET_KEYS } from '../../../functions/contract.ts';
import { mapUnordered } from '../../../functions/domain/concurrency/map-unordered.ts';
import {
  type FleetVerification,
  type JudgedMember,
  readFingerprints,
  verifyMembers,
} from '../../../functions/domain/fleet/verify-members.ts';
import type { FleetMember } from '../../../functions/domain/model/fleet-member.ts';
import type { ObjectStore } from '../../../functions/domain/model/fleet-ports.ts';
import { createBatchWriter } from './batch-writer.ts';
import { declarationOf } from './declaration-of.ts';
import type { ResultsFile } from './results-file.ts';

/** A run of a fleet in this process. Its inventory lies in `store`; results and fingerprints are written there. */
export interface LocalRun {
  readonly runId: string;
  readonly store: ObjectStore;
  readonly verification: FleetVerification;
  /** Where results are kept for people, and for the next run. */
  readonly file: ResultsFile;
  /** Members that passed in an earlier run: they are not asked again. */
  readonly passed: ReadonlySet<string>;
  /** Called for each member once its result is known. */
  readonly onJudged: (how: 'judged' | 'carried') => void;
}

const READS_AT_ONCE = 50;

/**
 * Judges every member of the inventory that has not passed before. The secrets of the others are read again,
 * since the key of the fingerprints lives as long as this run: members are compared with each other
 * whichever run asked for them. One whose secret cannot be read is judged anew.
 */
export async function runLocally(run: LocalRun): Promise<void> {
  const { verification, file, onJudged } = run;
  const writer = createBatchWriter(run);
  const again: FleetMember[] = [];
  for await (const { listed, judged } of carriedMembers(run)) {
    if (judged === undefined) again.push(listed);
    else await writer.add(judged);
    if (judged !== undefined) onJudged('carried');
  }
  for await (const judged of verifyMembers(membersToJudge(run, again), verification)) {
    // What an interruption cut off is no result: the next run asks again.
    if (verification.signal.aborted) return;
    const declared = declarationOf(verification.template, judged.listed);
    file.append({ ...judged.result, declared });
    await writer.add(judged);
    onJudged('judged');
  }
  await writer.end();
}

interface Carried {
  readonly listed: FleetMember;
  /** Absent: it is to be judged again. */
  readonly judged?: JudgedMember | undefined;
}

function carriedMembers(run: LocalRun): AsyncGenerator<Carried, void, undefined> {
  const { verification, passed } = run;
  const bounds = { atOnce: READS_AT_ONCE, signal: verification.signal };
  const known = inventoryOf(run, ({ member }) => passed.has(member));
  return mapUnordered(known, bounds, async (listed, signal) => {
    const { member, finding } = listed;
    const fingerprints =
      finding === undefined
        ? await readFingerprints(listed, { ...verification, signal })
        : undefined;
    if (fingerprints === undefined) return { listed };
    const result = { member, verdict: 'pass', checks: [] } as const;
    return { listed, judged: { listed, result, fingerprints } };
  });
}

async function* membersToJudge(
  run: LocalRun,
  again: readonly FleetMember[],
): AsyncGenerator<FleetMember, void, undefined> {
  yield* inventoryOf(run, ({ member }) => !run.passed.has(member));
  yield* again;
}

/** The members of the run's inventory that are meant, in its order. */
export async function* inventoryOf(
  { runId, store, verification: { signal } }: Pick<LocalRun, 'runId' | 'store' | 'verification'>,
  isMeant: (member: FleetMember) => boolean = () => true,
): AsyncGenerator<FleetMember, void, undefined> {
  const lines = (await store.lines(FLEET_KEYS.inventory(runId), { signal })) ?? [];
  for await (const line of lines) {
    const member: FleetMember = JSON.parse(line);
    if (isMeant(member)) yield member;
  }
}
