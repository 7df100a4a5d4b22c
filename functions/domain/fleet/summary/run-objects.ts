import { readAhead } from '../../concurrency/read-ahead.ts';
import type { ObjectStore } from '../../model/fleet-ports.ts';
import type { ReadLine } from './read-lines.ts';

/** Where a run lies; what a line of it cannot be read is counted. */
export interface RunObjects {
  readonly store: ObjectStore;
  readonly signal: AbortSignal;
  /** A line that is not of the form it should have; its text may hold anything. */
  readonly onUnreadable: (key: string) => void;
}

/** Objects that are opened before they are read. */
const OPEN_AT_ONCE = 16;
const LINES_IN_PART = 2_000;

/** The items of one object, or undefined where there is none. */
export async function itemsOf<T>(
  key: string,
  read: ReadLine<T>,
  run: RunObjects,
): Promise<AsyncIterable<T> | undefined> {
  const lines = await run.store.lines(key, { signal: run.signal });
  return lines && itemsIn(lines, { key, read, run });
}

async function* itemsIn<T>(
  lines: AsyncIterable<string>,
  {
    key,
    read,
    run,
  }: { readonly key: string; readonly read: ReadLine<T>; readonly run: RunObjects },
): AsyncGenerator<T, void, undefined> {
  for await (const line of lines) {
    if (line.trim() === '') continue;
    const item = read(line);
    if (item === undefined) run.onUnreadable(key);
    else yield item;
  }
}

/** One object and what it holds. */
export interface RunObject<T> {
  readonly key: string;
  readonly items: AsyncIterable<T>;
}

/** The objects of these keys, in their order; one that is gone meanwhile is left out. */
export async function* objectsOf<T>(
  keys: AsyncIterable<string>,
  read: ReadLine<T>,
  run: RunObjects,
): AsyncGenerator<RunObject<T>, void, undefined> {
  const opened = readAhead(keys, OPEN_AT_ONCE, async (key) => ({
    key,
    items: await itemsOf(key, read, run),
  }));
  for await (const { key, items } of opened) if (items !== undefined) yield { key, items };
}

/** All items of all objects that begin with `prefix`. */
export async function* allItems<T>(
  prefix: string,
  read: ReadLine<T>,
  run: RunObjects,
): AsyncGenerator<T, void, undefined> {
  const keys = run.store.keys(prefix, { signal: run.signal });
  for await (const { items } of objectsOf(keys, read, run)) yield* items;
}

/** Writes items as lines, in objects of 2,000, and gives how many objects that were. */
export async function writeParts(
  items: AsyncIterable<object>,
  keyOf: (part: number) => string,
  { store, signal }: Pick<RunObjects, 'store' | 'signal'>,
): Promise<number> {
  let part = 0;
  let lines: string[] = [];
  const write = async (): Promise<void> => {
    await store.put(keyOf(part), lines.join(''), { signal });
    part += 1;
    lines = [];
  };
  for await (const item of items) {
    lines.push(`${JSON.stringify(item)}\n`);
    if (lines.length === LINES_IN_PART) await write();
  }
  if (lines.length > 0) await write();
  return part;
}
