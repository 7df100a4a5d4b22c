import { composeRunBase, type RunBase } from '../compose-base.ts';
import { composeFleetVerifier, type FleetVerifier } from '../compose-fleet.ts';
import { FLEET_KEYS } from '../contract.ts';
import { withTimeLimit } from '../domain/concurrency/time-limit.ts';
import { unknownResult } from '../domain/fleet/member-result.ts';
import { pacedTwilioApi } from '../domain/fleet/rate/paced-twilio-api.ts';
import type { RequestBudget } from '../domain/fleet/rate/request-budget.ts';
import { type JudgedMember, OUT_OF_TIME, verifyMembers } from '../domain/fleet/verify-members.ts';
import type { FleetMember } from '../domain/model/fleet-member.ts';
import { PreflightError } from '../domain/model/preflight-error.ts';
import type { Verdict } from '../domain/model/report.ts';
import { type Batch, parseBatch } from './fleet/batch-event.ts';
import { createHandler, type Handler } from './run/create-handler.ts';
import type { Invocation } from './run/invocation.ts';

/** What the state machine gets for a batch: no name and no summary. */
export interface BatchAnswer {
  readonly members: number;
  readonly verdicts: Readonly<Record<Verdict, number>>;
}

/**
 * Makes the handler: judges the members of a batch and writes their results and fingerprints, a line of JSON
 * each, in the order of the batch. The same batch writes the same objects again. Whatever Twilio or AWS say of a
 * member is its verdict; near the end of the time members that are not judged are inconclusive.
 *
 * Throws {@link PreflightError}: `payload.invalid`, `config.invalid`, `objects.unavailable` and
 * `program.defect`, after which the state machine tries again.
 */
export function createFleetVerifierHandler(
  base: RunBase,
  compose: () => FleetVerifier | Promise<FleetVerifier>,
): Handler {
  return createHandler(base, compose, (event, invocation) =>
    verifyBatch(parseBatch(event), invocation),
  );
}

const base = composeRunBase();

/** The verifier function, which each child of the distributed map invokes once. The event is never logged. */
export const handler: Handler = createFleetVerifierHandler(base, () => composeFleetVerifier(base));

type BatchInvocation = Invocation<RunBase, FleetVerifier>;

/** From so long before Lambda's limit on what is open is inconclusive, and is written. */
const BEFORE_THE_END_MS = 20_000;
/** For the last members to end with what they know, which a run by itself ends within. */
const GRACE_MS = 5_000;
/** To give a lease back, once everything is written. */
const CLOSING_MS = 5_000;

async function verifyBatch(batch: Batch, invocation: BatchInvocation): Promise<BatchAnswer> {
  const { runId, members } = batch;
  const { clock, log } = invocation.base;
  const budget = invocation.gate().openBudget(log);
  let all: readonly JudgedMember[];
  try {
    const judged = await judgeWithinTime(batch, budget, invocation);
    all = members.map((listed) => judged.get(listed.index) ?? outOfTime(listed));
    await write(runId, all, invocation);
  } finally {
    // A lease that is not given back ends by itself.
    const limit = { clock, limitMs: CLOSING_MS, graceMs: 0 };
    await withTimeLimit(limit, () => budget.close()).catch(() => undefined);
  }
  const verdicts = { pass: 0, warn: 0, fail: 0, inconclusive: 0 };
  for (const { result } of all) verdicts[result.verdict] += 1;
  log.info('batch verified', { runId, members: members.length, ...verdicts });
  return { members: members.length, verdicts };
}

/** By index: the members that were judged in time. */
async function judgeWithinTime(
  { members }: Batch,
  budget: RequestBudget,
  { base: { clock, log }, gate, time }: BatchInvocation,
): Promise<ReadonlyMap<number, JudgedMember>> {
  const { fleet, configuration, region: defaultRegion, keyed, verificationPorts } = gate();
  const judged = new Map<number, JudgedMember>();
  const limitMs = Math.max(0, time.remainingMs - BEFORE_THE_END_MS);
  try {
    await withTimeLimit({ clock, limitMs, graceMs: GRACE_MS }, async (signal) => {
      const ports = verificationPorts();
      const { template } = fleet;
      const { auditor } = configuration;
      const paced = { ...ports, twilio: pacedTwilioApi(ports.twilio, budget) };
      const run = { template, auditor, ports: paced, keyed, budget, defaultRegion, signal };
      for await (const one of verifyMembers(members, run)) judged.set(one.listed.index, one);
    });
  } catch (error) {
    if (!isOutOfTime(error)) throw error;
    log.error('out of time: members that are still open are inconclusive');
  }
  return judged;
}

function isOutOfTime(error: unknown): boolean {
  return error instanceof PreflightError && error.code === 'out-of-time';
}

function outOfTime(listed: FleetMember): JudgedMember {
  const fingerprints = { member: listed.member, fingerprints: [] };
  return { listed, result: unknownResult(listed, OUT_OF_TIME), fingerprints };
}

/** Results last: a batch that is killed before has none, and all its members are inconclusive. */
async function write(
  runId: string,
  judged: readonly JudgedMember[],
  { base: { clock }, gate }: BatchInvocation,
): Promise<void> {
  const { objects } = gate();
  const [first] = judged.map(({ listed }) => listed.index);
  const limit = { clock, limitMs: BEFORE_THE_END_MS - GRACE_MS, what: 'The bucket of the fleet' };
  await withTimeLimit(limit, async (signal) => {
    const fingerprints = jsonLines(judged.map((one) => one.fingerprints));
    await objects.put(FLEET_KEYS.fingerprints(runId, first), fingerprints, { signal });
    const results = jsonLines(judged.map((one) => one.result));
    await objects.put(FLEET_KEYS.results(runId, first), results, { signal });
  });
}

function jsonLines(items: readonly object[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join('');
}
