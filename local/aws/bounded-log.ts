/** A list that forgets its oldest entries, so that a world left running does not grow. */
export interface BoundedLog<Entry> {
  /** Oldest first; a copy, so that a reader never sees it change. */
  list(): readonly Entry[];
  add(entry: Entry): void;
  clear(): void;
}

/**
 * Makes an empty log.
 *
 * @param capacity entries kept; beyond it the oldest go first. Default 10,000.
 */
export function createBoundedLog<Entry>(capacity = 10_000): BoundedLog<Entry> {
  let entries: Entry[] = [];
  return {
    list: () => [...entries],
    add: (entry) => {
      entries.push(entry);
      if (entries.length > capacity) entries = entries.slice(-capacity);
    },
    clear: () => {
      entries = [];
    },
  };
}
