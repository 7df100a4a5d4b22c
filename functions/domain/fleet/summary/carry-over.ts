import { type ReadLine, readFingerprints, readMember, readResult } from './read-lines.ts';
import { allItems, itemsOf, type RunObjects, writeParts } from './run-objects.ts';
import type { RunKeys } from './summarise-run.ts';

/** An earlier run, and the one that goes on with it. */
export interface CarriedRun {
  readonly from: RunKeys;
  readonly to: RunKeys;
}

/**
 * Copies results and fingerprints of the members that a run does not verify again, from the run in which they
 * passed: so that the sum, and the comparison of all members, cover the whole fleet. Copying again writes the
 * same objects.
 */
export async function carryOver({ from, to }: CarriedRun, run: RunObjects): Promise<void> {
  const members = new Set<string>();
  for await (const { member } of (await itemsOf(to.carried, readMember, run)) ?? []) {
    members.add(member);
  }
  const copy = async <T extends { readonly member: string }>(
    of: 'results' | 'fingerprints',
    read: ReadLine<T>,
  ): Promise<void> => {
    const items = carried(allItems(from[of](), read, run), members);
    await writeParts(items, (part) => to[of](`carried-${`${part}`.padStart(5, '0')}`), run);
  };
  await copy('results', readResult);
  await copy('fingerprints', readFingerprints);
}

async function* carried<T extends { readonly member: string }>(
  items: AsyncIterable<T>,
  members: ReadonlySet<string>,
): AsyncGenerator<T, void, undefined> {
  for await (const item of items) if (members.has(item.member)) yield item;
}
