import { describe, expect, test } from 'vitest';
import { carryOver } from '../../../../../functions/domain/fleet/summary/carry-over.ts';
import { memberOf } from '../fleet-world.ts';
import { itemsOf, jsonLines, type MemoryStore, memoryStore } from '../memory-store.ts';
import { failed, KEYS, keysOf, passed, values } from './run-world.ts';

const EARLIER = keysOf('run-0');
const { signal } = new AbortController();

/** An earlier run in which the second of three members failed, and what is given of the run that goes on. */
function earlierRun(objects: Readonly<Record<string, string>>): MemoryStore {
  return memoryStore({
    [EARLIER.results('0')]: jsonLines(passed(0), 'garbled', failed(1)),
    [EARLIER.results('1')]: jsonLines(passed(2)),
    [EARLIER.fingerprints('0')]: jsonLines(values(0, 'a0'), values(1, 'a1')),
    [EARLIER.fingerprints('1')]: jsonLines(values(2, 'a2')),
    ...objects,
  });
}

async function carry(store: MemoryStore): Promise<void> {
  const run = { store, signal, onUnreadable: () => undefined };
  await carryOver({ from: EARLIER, to: KEYS }, run);
}

describe('what an earlier run judged', () => {
  test('is copied of the carried members alone, results and fingerprints, and again the same', async () => {
    const store = earlierRun({ [KEYS.carried]: jsonLines(memberOf(0), memberOf(2)) });
    await carry(store);
    const part = 'carried-00000';
    expect(itemsOf(store.objects.get(KEYS.results(part)))).toEqual([passed(0), passed(2)]);
    expect(itemsOf(store.objects.get(KEYS.fingerprints(part)))).toEqual([
      values(0, 'a0'),
      values(2, 'a2'),
    ]);
    const once = new Map(store.objects);
    await carry(store);
    expect(store.objects).toEqual(once);
  });

  test.each<[string, Readonly<Record<string, string>>]>([
    ['there is no list of carried members', {}],
    ['that list is empty', { [KEYS.carried]: '' }],
    ['the earlier run has none of them', { [KEYS.carried]: jsonLines(memberOf(7)) }],
  ])('is not copied where %s', async (_name, objects) => {
    const store = earlierRun(objects);
    const before = new Map(store.objects);
    await carry(store);
    expect(store.objects).toEqual(before);
  });
});
