import { createObjectStore } from './adapters/aws/create-object-store.ts';
import { createSecretList } from './adapters/aws/create-secret-list.ts';
import { readCsv } from './adapters/csv/read-csv.ts';
import { composeGate, type Gate } from './compose.ts';
import type { RunBase } from './compose-base.ts';
import { readFunctionSettings } from './config.ts';
import type { ConfiguredFleet } from './configuration/configuration.ts';
import { ENVIRONMENT_VARIABLES } from './contract.ts';
import type { InventoryPorts } from './domain/fleet/members/take-inventory.ts';
import type { ObjectStore } from './domain/model/fleet-ports.ts';
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
