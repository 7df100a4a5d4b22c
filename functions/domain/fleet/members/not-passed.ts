import type { ObjectStore } from '../../model/fleet-ports.ts';
import type { CallOptions } from '../../model/ports.ts';
import { PreflightError } from '../../model/preflight-error.ts';
import type { Reconciled } from './reconcile.ts';

/** An earlier run: where its results lie, and its name for messages. */
export interface EarlierRun {
  readonly runId: string;
  readonly store: ObjectStore;
  /** What the keys of its results begin with. */
  readonly resultsPrefix: string;
}

/**
 * The members that did not pass in an earlier run: those that it has another result of, also beside a pass, and
 * those that it has none of, such as new ones.
 *
 * Throws `PreflightError` `fleet.members-invalid` where that run has no results, and where all passed.
 */
export async function notPassed(
  members: readonly Reconciled[],
  { runId, store, resultsPrefix }: EarlierRun,
  options: CallOptions,
): Promise<readonly Reconciled[]> {
  const passed = new Map<string, boolean>();
  for await (const key of store.keys(resultsPrefix, options)) {
    for await (const line of (await store.lines(key, options)) ?? []) {
      const { member, verdict } = resultIn(line);
      if (member !== undefined)
        passed.set(member, verdict === 'pass' && passed.get(member) !== false);
    }
  }
  if (passed.size === 0) throw invalid(`There is no result of a run ${runId}: name an earlier run`);
  const left = members.filter(({ member }) => passed.get(member) !== true);
  if (left.length > 0) return left;
  throw invalid(`Every member passed in the run ${runId}: there is nothing to verify again`);
}

interface PartOfResult {
  readonly member?: string | undefined;
  readonly verdict?: string | undefined;
}

/** A line that cannot be read says of no member that it passed. */
function resultIn(line: string): PartOfResult {
  try {
    const { member, verdict }: PartOfResult = JSON.parse(line);
    return { member, verdict };
  } catch {
    return {};
  }
}

function invalid(message: string): PreflightError {
  return new PreflightError(message, { code: 'fleet.members-invalid', fault: 'operator' });
}
