import { FLEET_KEYS } from '../../../functions/contract.ts';
import { pacedTwilioApi } from '../../../functions/domain/fleet/rate/paced-twilio-api.ts';
import {
  type BudgetStore,
  createMemoryBudgetStore,
} from '../../../functions/domain/fleet/rate/request-budget.ts';
import { createSharedBudget } from '../../../functions/domain/fleet/rate/shared-budget.ts';
import { verifyMembers } from '../../../functions/domain/fleet/verify-members.ts';
import type { FleetMember } from '../../../functions/domain/model/fleet-member.ts';
import type { Clock } from '../../../functions/domain/model/ports.ts';
import type { MemberResult } from '../../../functions/domain/model/schemas/fleet-schema.ts';
import type { TwilioReply } from '../../../functions/domain/model/twilio-api.ts';
import { createObjectStore, type ObjectStore } from '../../../local/aws/objects/object-store.ts';
import {
  fleetPorts,
  KEYED,
  membersOf,
  TEMPLATE,
} from '../../functions/domain/fleet/fleet-world.ts';
import {
  type SimulatedClock,
  seededRandomness,
  simulatedClock,
} from '../../functions/domain/fleet/rate/simulation.ts';
import { noAnswer } from '../../functions/domain/twilio-replies.ts';
import { answer, secretsOf } from './broken-members.ts';
import type { FleetMachine } from './fleet-definition.ts';
import { sumUp } from './fleet-report.ts';
import { failure, type Ran, runMachine } from './machine-world.ts';

/** What goes wrong while a fleet is verified. */
export interface Chaos {
  /** Simulated milliseconds between which Twilio answers nothing. */
  readonly outage?: readonly [number, number] | undefined;
  /** Of every so many batches the process dies in the middle of the first attempt. */
  readonly killsEvery?: number | undefined;
  /** Every so many batches are delivered twice, at the same time. */
  readonly twiceEvery?: number | undefined;
}

/** A fleet in simulated time: its Twilio, its secrets and its functions. */
export interface ChaosFleet {
  readonly members: readonly FleetMember[];
  readonly clock: SimulatedClock;
  readonly objects: ObjectStore;
  /** How often each batch was begun, by the place of its first member. */
  readonly begun: Map<number, number>;
  readonly chaos: Chaos;
  readonly store: BudgetStore;
  /** Simulated milliseconds after which the last batch was written. */
  readonly endedMs: () => number;
}

export function chaosFleet(count: number, chaos: Chaos = {}): ChaosFleet {
  const clock = simulatedClock();
  const startedAt = clock.now().getTime();
  const objects = createObjectStore(() => clock.now());
  return {
    members: membersOf(count),
    clock,
    objects,
    begun: new Map(),
    chaos,
    store: createMemoryBudgetStore(),
    endedMs: () => {
      const written = objects.buckets().flatMap((bucket) => objects.list(bucket));
      return Math.max(...written.map(({ lastModified }) => lastModified.getTime() - startedAt));
    },
  };
}

/** Runs the fleet's own state machine over these members, in simulated time. */
export async function runFleet(
  fleet: ChaosFleet,
  { bucket, definition, functions }: FleetMachine,
  members: readonly FleetMember[],
): Promise<Ran> {
  const { clock, objects } = fleet;
  objects.createBucket(bucket);
  const inventory = ({ runId }: { readonly runId: string }): object => {
    const key = FLEET_KEYS.inventory(runId);
    objects.put(bucket, { key, body: members.map((one) => JSON.stringify(one)).join('\n') });
    return { runId, bucket, key, total: members.length };
  };
  const localClock = {
    now: clock.now,
    wait: (delayMs: number, signal?: AbortSignal) => clock.sleep(delayMs, signal),
  };
  const handlers = {
    [functions.inventory]: inventory,
    [functions.verifier]: (event: BatchEvent) => deliver(fleet, bucket, event),
    [functions.summary]: ({ runId }: { readonly runId: string }) => sumUp(objects, bucket, runId),
  };
  const world = { objects, clock: localClock, maxChildren: 6 };
  let ran: Ran | undefined;
  const running = runMachine(definition, handlers, world).then((ended) => {
    ran = ended;
  });
  while (ran === undefined) await clock.run(10_000);
  await running;
  return ran;
}

/** The results as they lie in the bucket, by member: a member with two lines has both. */
export function resultsOf(
  { objects }: ChaosFleet,
  { bucket }: FleetMachine,
): ReadonlyMap<string, readonly MemberResult[]> {
  const byMember = new Map<string, MemberResult[]>();
  for (const { body } of objects.list(bucket, FLEET_KEYS.results('run'))) {
    for (const line of String(body).trim().split('\n')) {
      const result: MemberResult = JSON.parse(line);
      byMember.set(result.member, [...(byMember.get(result.member) ?? []), result]);
    }
  }
  return byMember;
}

interface BatchEvent {
  readonly BatchInput: { readonly runId: string };
  readonly Items: readonly FleetMember[];
}

/** Runs a batch as Lambda does: perhaps twice, perhaps in a process that dies. */
async function deliver(fleet: ChaosFleet, bucket: string, event: BatchEvent): Promise<number> {
  const { begun, chaos, clock } = fleet;
  const first = event.Items[0]?.index ?? 0;
  const batch = begun.size;
  const attempt = (begun.get(first) ?? 0) + 1;
  begun.set(first, attempt);
  const isHit = (every = Number.POSITIVE_INFINITY): boolean => attempt === 1 && batch % every === 0;
  const run = (life: AbortSignal): Promise<number> => verifyBatch(fleet, { bucket, event, life });
  const living = new AbortController();
  if (isHit(chaos.twiceEvery)) void run(living.signal);
  if (!isHit(chaos.killsEvery)) return await run(living.signal);
  const doomed = new AbortController();
  return await Promise.race([
    run(doomed.signal),
    clock.sleep(400).then(() => {
      doomed.abort();
      throw failure('Runtime.ExitError');
    }),
  ]);
}

interface Batch {
  readonly bucket: string;
  readonly event: BatchEvent;
  /** Aborted when its process dies: then it never goes on. */
  readonly life: AbortSignal;
}

/** A little below the time limit of the function, which is 300 seconds. */
const BUDGET_MS = 280_000;

async function verifyBatch(fleet: ChaosFleet, { bucket, event, life }: Batch): Promise<number> {
  const { Items, BatchInput } = event;
  const first = Items[0]?.index ?? 0;
  const randomness = seededRandomness(first + 1);
  const clock: Clock = {
    ...fleet.clock,
    sleep: async (...args) => {
      await fleet.clock.sleep(...args);
      if (life.aborted) await new Promise(() => undefined);
    },
  };
  const log = { warn: () => undefined };
  const budget = createSharedBudget({ key: 'AC', store: fleet.store, clock, randomness, log });
  const ports = fleetPorts(Items, secretsOf(Items));
  const ended = new AbortController();
  void clock.sleep(BUDGET_MS, ended.signal).then(() => ended.abort());
  const ask = async (username: string, password: string, path: string): Promise<TwilioReply> => {
    await clock.sleep(80 + randomness.fraction() * 40);
    const [fromMs, untilMs] = fleet.chaos.outage ?? [0, 0];
    const nowMs = clock.monotonicMs();
    if (nowMs >= fromMs && nowMs < untilMs) return noAnswer('connection-refused');
    return answer(username, password, path);
  };
  const twilio = pacedTwilioApi(
    {
      ask: ({ credential: { username, password }, path }) => ask(username, password.expose(), path),
    },
    budget,
  );
  const lines = new Map<number, readonly [result: string, fingerprints: string]>();
  const judging = verifyMembers(Items, {
    template: TEMPLATE,
    ports: { ...ports, clock, randomness, twilio },
    keyed: KEYED,
    signal: ended.signal,
  });
  for await (const { listed, result, fingerprints } of judging) {
    lines.set(listed.index, [JSON.stringify(result), JSON.stringify(fingerprints)]);
  }
  await budget.close();
  ended.abort();
  const inOrder = Items.map(({ index }) => lines.get(index) ?? ['', '']);
  const { runId } = BatchInput;
  const put = (key: string, line: 0 | 1): void => {
    fleet.objects.put(bucket, { key, body: inOrder.map((both) => both[line]).join('\n') });
  };
  put(FLEET_KEYS.results(runId, first), 0);
  put(FLEET_KEYS.fingerprints(runId, first), 1);
  return Items.length;
}
