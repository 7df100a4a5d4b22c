import { FLEET_KEYS } from '../../../functions/contract.ts';
import { summariseRun } from '../../../functions/domain/fleet/summary/summarise-run.ts';
import type { FleetReport } from '../../../functions/domain/model/schemas/fleet-schema.ts';
import type { ObjectStore } from '../../../local/aws/objects/object-store.ts';
import type { Ran } from './machine-world.ts';

/** The report of a run that has ended. */
export function reportOf({ outcome }: Ran): FleetReport {
  if (outcome.kind !== 'output') throw new Error(JSON.stringify(outcome));
  return Object(outcome.output);
}

/** Sums up a run as the summary function does. */
export async function sumUp(
  objects: ObjectStore,
  bucket: string,
  runId: string,
): Promise<FleetReport> {
  const { report } = await summariseRun({
    runId,
    keys: {
      inventory: FLEET_KEYS.inventory(runId),
      carried: FLEET_KEYS.carried(runId),
      results: (part) => FLEET_KEYS.results(runId, part),
      fingerprints: (part) => FLEET_KEYS.fingerprints(runId, part),
      verdicts: (verdict) => FLEET_KEYS.verdicts(runId, verdict),
    },
    tolerate: { count: 0 },
    resultsAt: `s3://${bucket}`,
    store: {
      put: async (key, body) => void objects.put(bucket, { key, body }),
      lines: async (key) => {
        const found = objects.get(bucket, key);
        return found && iterate(String(found.body).split('\n'));
      },
      keys: (prefix) => iterate(objects.list(bucket, prefix).map(({ key }) => key)),
    },
    signal: new AbortController().signal,
  });
  return report;
}

async function* iterate<T>(items: readonly T[]): AsyncGenerator<T, void, undefined> {
  yield* items;
}
