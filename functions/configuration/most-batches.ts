import { exchangeLease } from '../domain/fleet/rate/exchange-lease.ts';
import { NOTHING_SEEN } from '../domain/fleet/rate/request-budget.ts';
import { SHORTEST_EXCHANGE_MS } from '../domain/fleet/rate/shared-budget.ts';

/** What DynamoDB takes of one item. https://docs.aws.amazon.com/amazondynamodb/latest/developerguide/bp-partition-key-design.html */
export const ITEM_WRITES = { unitsPerSecond: 1_000, unitBytes: 1_024 } as const;

/** The most batches at once whose exchanges, at their quickest, one item takes: each writes the leases of all. */
export function mostBatches(): number {
  const request = { worker: crypto.randomUUID(), wanted: 1, seen: NOTHING_SEEN };
  const { leases } = exchangeLease(undefined, { ...request, nowMs: Date.now() });
  const leaseBytes = JSON.stringify(leases).length;
  const unitsOf = (batches: number): number =>
    batches *
    (1_000 / SHORTEST_EXCHANGE_MS) *
    Math.ceil((batches * leaseBytes) / ITEM_WRITES.unitBytes);
  let batches = 1;
  while (unitsOf(batches + 1) <= ITEM_WRITES.unitsPerSecond) batches += 1;
  return batches;
}
