import { composeRunBase, type RunBase } from '../compose-base.ts';
import { composeFleetWithSources, type FleetWithSources } from '../compose-fleet.ts';
import { FLEET_KEYS } from '../contract.ts';
import { withTimeLimit } from '../domain/concurrency/time-limit.ts';
import {
  type Divided,
  divideMembers,
  type EarlierRun,
  templateLine,
} from '../domain/fleet/members/divide-members.ts';
import type { Reconciled } from '../domain/fleet/members/reconcile.ts';
import { takeInventory } from '../domain/fleet/members/take-inventory.ts';
import { PreflightError } from '../domain/model/preflight-error.ts';
import { createHandler, type Handler } from './run/create-handler.ts';
import type { Invocation } from './run/invocation.ts';
import { memberAt } from './run/payload-settings.ts';

/** What the state machine reads of an inventory. */
export interface Inventory {
  readonly runId: string;
  readonly bucket: string;
  readonly key: string;
  /** How many members are to be verified; 0 where all passed in the earlier run. */
  readonly total: number;
  /** How many are carried over from that run. */
  readonly carried?: number | undefined;
  /** The run whose results the summary carries over, of the members that are not listed again. */
  readonly onlyFrom?: string | undefined;
}

/**
 * Makes the handler: lists the members, reconciles them with secrets and accounts, and writes them, a line of
 * JSON each, to the inventory of the run. An inventory of the same run is written over,
 * until it has results.
 *
 * Throws {@link PreflightError}: `payload.invalid`, `config.invalid`, `fleet.members-invalid`,
 * `fleet.unavailable`, `objects.unavailable`, `out-of-time`, and `program.defect`; nothing is written then.
 */
export function createInventoryHandler(
  base: RunBase,
  compose: () => FleetWithSources | Promise<FleetWithSources>,
): Handler {
  return createHandler(base, compose, (event, invocation) =>
    inventory(parseRequest(event), invocation),
  );
}

const base = composeRunBase();

/** The inventory function, the first state of a fleet's run. The event is never logged. */
export const handler: Handler = createInventoryHandler(base, () => composeFleetWithSources(base));

interface InventoryRequest {
  readonly runId: string;
  /** An earlier run: members that passed in it are carried, not verified again. */
  readonly onlyFrom?: string | undefined;
}

/** The name of an execution, and so of a run: https://docs.aws.amazon.com/step-functions/latest/apireference/API_StartExecution.html */
const RUN_ID = /^[A-Za-z0-9_-]{1,80}$/;

/** Of the execution's input only `onlyFrom` is read: a schedule, a pipeline and a person give others. */
function parseRequest(event: unknown): InventoryRequest {
  const runId = memberAt(event, 'runId');
  const onlyFrom = memberAt(event, 'input', 'onlyFrom');
  if (!isRunId(runId)) throw invalid('"runId"');
  if (onlyFrom !== undefined && !isRunId(onlyFrom)) throw invalid('"input.onlyFrom"');
  return { runId, onlyFrom };
}

function isRunId(value: unknown): value is string {
  return typeof value === 'string' && RUN_ID.test(value);
}

function invalid(path: string): PreflightError {
  return new PreflightError(
    `The payload is not valid: ${path} must be the name of an execution: 1 to 80 letters, digits, hyphens and underscores. Allowed: {"runId":"NAME","input":{"onlyFrom":"NAME of an earlier run"}}.`,
    { code: 'payload.invalid', fault: 'operator' },
  );
}

/** What is open so long before Lambda's limit is an error that says what did not answer. */
const BEFORE_THE_END_MS = 15_000;

async function inventory(
  { runId, onlyFrom }: InventoryRequest,
  { base: { clock, log }, gate, time }: Invocation<RunBase, FleetWithSources>,
): Promise<Inventory> {
  const { fleet, configuration, sources, verificationPorts, objects, bucket } = gate();
  const { auditor } = configuration;
  const limitMs = Math.max(0, time.remainingMs - BEFORE_THE_END_MS);
  const key = FLEET_KEYS.inventory(runId);
  const what = 'The inventory';
  return await withTimeLimit({ clock, limitMs, what }, async (signal) => {
    const ports = { ...sources, verification: verificationPorts() };
    const members = await takeInventory({ fleet, auditor }, ports, signal);
    for await (const _ of objects.keys(FLEET_KEYS.results(runId), { signal }))
      throw nameTaken(runId);
    const onUnreadable = (at: string): void => log.warn('a line could not be read', { key: at });
    const { toVerify, carried }: Divided =
      onlyFrom === undefined
        ? { toVerify: members, carried: [] }
        : await divideMembers(
            members,
            { ...earlierRun(onlyFrom), declared: fleet.template },
            { store: objects, signal, onUnreadable },
          );
    if (onlyFrom !== undefined) {
      await objects.put(FLEET_KEYS.carried(runId), linesFor(carried), { signal });
    }
    await objects.put(FLEET_KEYS.template(runId), templateLine(fleet.template), { signal });
    await objects.put(key, linesFor(toVerify), { signal });
    const total = toVerify.length;
    const counts = { total, carried: carried.length, findings: findingsIn(toVerify) };
    log.info('fleet listed', { runId, ...counts });
    const also = onlyFrom === undefined ? undefined : carried.length;
    return { runId, bucket, key, total, carried: also, onlyFrom };
  });
}

/** Step Functions forgets names after 90 days; a batch that is then lost would leave what it found before. */
function nameTaken(runId: string): PreflightError {
  return new PreflightError(
    `There are results of a run ${runId} already, which would count in this one: start a run with another name`,
    { code: 'fleet.members-invalid', fault: 'operator' },
  );
}

function earlierRun(runId: string): EarlierRun {
  return {
    runId,
    lists: [FLEET_KEYS.inventory(runId), FLEET_KEYS.carried(runId)],
    passed: FLEET_KEYS.verdicts(runId, 'pass'),
    template: FLEET_KEYS.template(runId),
  };
}

/** A million members are some 100 MB, which S3 takes at once. */
function linesFor(members: readonly Reconciled[]): string {
  return members.map((each, index) => `${JSON.stringify({ index, ...each })}\n`).join('');
}

function findingsIn(members: readonly Reconciled[]): number {
  return members.filter(({ finding }) => finding !== undefined).length;
}
