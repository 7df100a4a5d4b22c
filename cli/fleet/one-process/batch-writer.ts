import { FLEET_KEYS } from '../../../functions/contract.ts';
import type { JudgedMember } from '../../../functions/domain/fleet/verify-members.ts';
import type { LocalRun } from './local-run.ts';

/** Members to an object: few objects for a million members, and little that waits for its last member. */
const BATCH_MEMBERS = 500;

/** Writes members by batches of neighbours in the inventory, each batch in its order. */
export interface BatchWriter {
  add(judged: JudgedMember): Promise<void>;
  /** Writes the batches that are not full. */
  end(): Promise<void>;
}

/** Keeps a batch in memory until its last member is known. */
export function createBatchWriter({
  runId,
  store,
  verification: { signal },
}: Pick<LocalRun, 'runId' | 'store' | 'verification'>): BatchWriter {
  const open = new Map<number, JudgedMember[]>();
  const write = async (first: number, batch: readonly JudgedMember[]): Promise<void> => {
    open.delete(first);
    const inOrder = batch.toSorted((one, other) => one.listed.index - other.listed.index);
    const results = linesOf(inOrder.map(({ result }) => result));
    const fingerprints = linesOf(inOrder.map((one) => one.fingerprints));
    await store.put(FLEET_KEYS.results(runId, first), results, { signal });
    await store.put(FLEET_KEYS.fingerprints(runId, first), fingerprints, { signal });
  };
  return {
    add: async (judged) => {
      const first = judged.listed.index - (judged.listed.index % BATCH_MEMBERS);
      const batch = open.get(first) ?? [];
      open.set(first, batch);
      batch.push(judged);
      if (batch.length === BATCH_MEMBERS) await write(first, batch);
    },
    end: async () => {
      for (const [first, batch] of [...open]) await write(first, batch);
    },
  };
}

/** A line of JSON each. */
export function linesOf(items: readonly object[]): string {
  return items.map((item) => `${JSON.stringify(item)}\n`).join('');
}
