import { createKeyedFingerprints } from './adapters/aws/create-keyed-fingerprints.ts';
import { createObjectStore } from './adapters/aws/create-object-store.ts';
import { createRequestBudget } from './adapters/aws/create-request-budget.ts';
import { createSecretList } from './adapters/aws/create-secret-list.ts';
import { readCsv } from './adapters/csv/read-csv.ts';
import { systemClock } from './adapters/system/system-clock.ts';
import { systemRandomness } from './adapters/system/system-randomness.ts';
import { composeGate, type Gate } from './compose.ts';
import type { RunBase } from './compose-base.ts';
import { readFunctionSettings } from './config.ts';
import type { ConfiguredFleet } from './configuration/configuration.ts';
import { ENVIRONMENT_VARIABLES } from './contract.ts';
import type { InventoryPorts } from './domain/fleet/members/take-inventory.ts';
import { createMemoryBudgetStore, type RequestBudget } from './domain/fleet/rate/request-budget.ts';
import { createSharedBudget } from './domain/fleet/rate/shared-budget.ts';
import type { KeyedFingerprints, ObjectStore } from './domain/model/fleet-ports.ts';
import type { Log } from './domain/model/ports.ts';
import { PreflightError } from './domain/model/preflight-error.ts';

/** S3 answers a hundred megabytes once it has all of them. */
const OBJECT_MS = 60_000;

/** What every function of a fleet works with. */
export interface Fleet extends Gate {
  readonly fleet: ConfiguredFleet;
  /** Name of the bucket that keeps the runs. */
  readonly bucket: string;
  readonly objects: ObjectStore;
}

/**
 * The fleet of the deployed configuration. Rejects as `composeGate` does, and with `PreflightError`
 * `config.invalid` where no fleet is declared, or the function was deployed without a bucket.
 */
export async function composeFleet(base: Pick<RunBase, 'metrics'>): Promise<Fleet> {
  const { fleetBucket: bucket, region } = readFunctionSettings();
  const gate = await composeGate(base);
  const { fleet } = gate.configuration;
  if (fleet === undefined) throw invalid('The configuration declares no fleet');
  if (bucket === undefined) throw invalid(`${ENVIRONMENT_VARIABLES.fleetBucket} names no bucket`);
  return {
    ...gate,
    fleet,
    bucket,
    objects: createObjectStore({ bucket, region, requestTimeoutMs: OBJECT_MS }),
  };
}

/** The same with what a batch is verified by. */
export interface FleetVerifier extends Fleet {
  readonly keyed: KeyedFingerprints;
  /** This invocation's part of the budget that all batches share; to be closed. */
  readonly openBudget: (log: Log) => RequestBudget;
}

/** Rejects as {@link composeFleet} does, and where the function was deployed without a key. */
export async function composeFleetVerifier(base: Pick<RunBase, 'metrics'>): Promise<FleetVerifier> {
  const { fleetKeyId: keyId, fleetBudgetTable: table } = readFunctionSettings();
  if (keyId === undefined) throw invalid(`${ENVIRONMENT_VARIABLES.fleetKeyId} names no key`);
  const fleet = await composeFleet(base);
  const store = table === undefined ? createMemoryBudgetStore() : createRequestBudget({ table });
  const key = fleet.fleet.template.account.parentSid ?? 'fleet';
  return {
    ...fleet,
    keyed: createKeyedFingerprints({ keyId }),
    openBudget: (log) =>
      createSharedBudget({ key, store, clock: systemClock, randomness: systemRandomness, log }),
  };
}

/** The same with what the members are listed from. */
export interface FleetWithSources extends Fleet {
  readonly sources: Omit<InventoryPorts, 'verification'>;
}

/** Rejects as {@link composeFleet} does. */
export async function composeFleetWithSources(
  base: Pick<RunBase, 'metrics'>,
): Promise<FleetWithSources> {
  return { ...(await composeFleet(base)), sources: composeSources(readFunctionSettings()) };
}

/** What members are listed from, in this Region unless they say another one. */
export function composeSources({
  region,
}: {
  readonly region?: string | undefined;
}): Omit<InventoryPorts, 'verification'> {
  return {
    readCsv,
    secretList: createSecretList({ region }),
    objectsOf: (bucket) => createObjectStore({ bucket, region, requestTimeoutMs: OBJECT_MS }),
  };
}

function invalid(message: string): PreflightError {
  return new PreflightError(`${message}; deploy the function again`, {
    code: 'config.invalid',
    fault: 'operator',
  });
}
