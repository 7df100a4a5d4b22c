/** Something that runs until it is closed. */
interface Closable {
  close(): Promise<void>;
}

/** What was opened, to be closed in the opposite order. */
export interface OpenedThings {
  /** Takes a thing in and gives it back. */
  add<Thing extends Closable>(thing: Thing): Thing;
  close(): Promise<void>;
}

/** Keeps nothing yet. */
export function createOpenedThings(): OpenedThings {
  const opened: Closable[] = [];
  return {
    add: (thing) => {
      opened.push(thing);
      return thing;
    },
    close: async () => {
      for (const thing of opened.splice(0).reverse()) await thing.close();
    },
  };
}
