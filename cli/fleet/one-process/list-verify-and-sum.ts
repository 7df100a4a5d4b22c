import { FLEET_KEYS } from '../../../functions/contract.ts';
import {
  type InventoryPorts,
  takeInventory,
} from '../../../functions/domain/fleet/members/take-inventory.ts';
import type { RequestBudget } from '../../../functions/domain/fleet/rate/request-budget.ts';
import { summariseRun } from '../../../functions/domain/fleet/summary/summarise-run.ts';
import type { FleetVerification } from '../../../functions/domain/fleet/verify-members.ts';
import type { AuditorExpectation } from '../../../functions/domain/model/expectation.ts';
import type { FleetExpectation } from '../../../functions/domain/model/fleet.ts';
import type { ObjectStore } from '../../../functions/domain/model/fleet-ports.ts';
import type { FleetReport } from '../../../functions/domain/model/schemas/fleet-schema.ts';
import type { VerificationPorts } from '../../../functions/domain/verification/verification.ts';
import type { Io } from '../../io.ts';
import { type ShowProgress, withProgress } from '../../progress.ts';
import { linesOf } from './batch-writer.ts';
import { describeProgress } from './describe-progress.ts';
import { inventoryOf, runLocally } from './local-run.ts';
import { passedMembers } from './passed-members.ts';
import type { ResultsFile } from './results-file.ts';

/** What a run in this process works with. */
export interface LocalFleet {
  readonly runId: string;
  readonly fleet: FleetExpectation;
  readonly auditor?: AuditorExpectation | undefined;
  /** The Region of secrets that declare none. */
  readonly region?: string | undefined;
  readonly ports: VerificationPorts;
  readonly sources: Omit<InventoryPorts, 'verification'>;
  readonly budget: RequestBudget;
  readonly store: ObjectStore;
  readonly file: ResultsFile;
  readonly io: Io;
}

/** Members in the air; the budget lets in two for each request it has, and so mostly fewer. */
const MEMBERS_AT_ONCE = 200;
const SHOWN_EVERY_MS = 250;

/** Lists the members, verifies those that have not passed before, and sums up. */
export async function listVerifyAndSum(local: LocalFleet): Promise<FleetReport> {
  const { runId, store, file, io } = local;
  const { signal } = io;
  const total = await withProgress('Listing the members', io, () => list(local));
  const verification = verificationOf(local);
  const passed = await passedMembers(
    file,
    inventoryOf({ runId, store, verification }),
    verification.template,
  );
  const clock = local.ports.clock;
  await withProgress(`Verifying ${total} members`, io, async (show) => {
    const onJudged = progressOf(total, clock, show);
    await runLocally({ runId, store, verification, file, passed, onJudged });
  });
  signal.throwIfAborted();
  return await withProgress('Summing up', io, () => sumUp(local));
}

async function list({
  runId,
  fleet,
  auditor,
  ports,
  sources,
  store,
  io: { signal },
}: LocalFleet): Promise<number> {
  const listed = { ...sources, verification: ports };
  const members = await takeInventory({ fleet, auditor }, listed, signal);
  const lines = linesOf(members.map((member, index) => ({ index, ...member })));
  await store.put(FLEET_KEYS.inventory(runId), lines, { signal });
  return members.length;
}

function verificationOf(local: LocalFleet): FleetVerification {
  const { fleet, auditor, region: defaultRegion, ports, budget, io } = local;
  return {
    template: fleet.template,
    auditor,
    ports,
    budget,
    // Their key is of this run alone: they are compared within it, and never leave it.
    keyed: { of: async (value) => ports.fingerprints.of(value) },
    defaultRegion,
    concurrency: MEMBERS_AT_ONCE,
    signal: io.signal,
  };
}

function progressOf(
  total: number,
  clock: VerificationPorts['clock'],
  show: ShowProgress,
): (how: 'judged' | 'carried') => void {
  const counts = { judged: 0, carried: 0 };
  let startedMs = clock.monotonicMs();
  let shownMs = 0;
  return (how) => {
    const nowMs = clock.monotonicMs();
    if (how === 'carried') startedMs = nowMs;
    counts[how] += 1;
    if (nowMs - shownMs < SHOWN_EVERY_MS) return;
    shownMs = nowMs;
    const { judged: done, carried } = counts;
    show(describeProgress({ total, done, carried, passedMs: nowMs - startedMs }));
  };
}

/** What only the whole shows, such as two members with the same value, is in the results too. */
async function sumUp({ runId, fleet, store, file, io }: LocalFleet): Promise<FleetReport> {
  const { signal } = io;
  const keys = {
    inventory: FLEET_KEYS.inventory(runId),
    carried: FLEET_KEYS.carried(runId),
    results: (part?: string) => FLEET_KEYS.results(runId, part),
    fingerprints: (part?: string) => FLEET_KEYS.fingerprints(runId, part),
    verdicts: (verdict: string) => FLEET_KEYS.verdicts(runId, verdict),
  };
  const { tolerate } = fleet;
  const { report } = await summariseRun({
    runId,
    keys,
    tolerate,
    resultsAt: file.path,
    store,
    signal,
  });
  for await (const key of store.keys(FLEET_KEYS.results(runId), { signal })) {
    if (!key.startsWith(`${FLEET_KEYS.results(runId)}summary-`)) continue;
    for await (const line of (await store.lines(key, { signal })) ?? []) {
      file.append(JSON.parse(line));
    }
  }
  return report;
}
