import type { ObjectStore } from '../../../../functions/domain/model/fleet-ports.ts';

/** Objects in memory, with what S3 promises: keys in order, an object as it was last put. */
export interface MemoryStore extends ObjectStore {
  readonly objects: Map<string, string>;
}

export function memoryStore(objects: Readonly<Record<string, string>> = {}): MemoryStore {
  const kept = new Map(Object.entries(objects));
  return {
    objects: kept,
    put: async (key, text) => {
      kept.set(key, text);
    },
    lines: async (key) => {
      const text = kept.get(key);
      return text === undefined ? undefined : linesOf(text);
    },
    keys: (prefix) => keysOf(kept, prefix),
  };
}

async function* linesOf(text: string): AsyncGenerator<string, void, undefined> {
  yield* text.split('\n');
}

async function* keysOf(
  kept: ReadonlyMap<string, string>,
  prefix: string,
): AsyncGenerator<string, void, undefined> {
  yield* [...kept.keys()].filter((key) => key.startsWith(prefix)).sort();
}

/** Items as the lines of an object. */
export function jsonLines(...items: readonly unknown[]): string {
  return items
    .map((item) => `${typeof item === 'string' ? item : JSON.stringify(item)}\n`)
    .join('');
}

/** What the lines of an object hold, but for those that are no JSON. */
export function itemsOf(text: string | undefined): readonly unknown[] {
  return (text ?? '').split('\n').flatMap((line) => {
    try {
      return [JSON.parse(line)];
    } catch {
      return [];
    }
  });
}
