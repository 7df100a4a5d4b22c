import { onAbort } from './on-abort.ts';

/** A list, or one that is still being read. */
export type Items<T> = Iterable<T> | AsyncIterable<T>;

interface Finished<R> {
  readonly result: R;
  /** The consumer has it: its place is free. */
  readonly taken: () => void;
}

/** How many items are worked on at once, 1 or more; and what ends their work early. */
export interface Bounds {
  readonly atOnce: number;
  readonly signal: AbortSignal;
}

/**
 * The results of `work` on each item, in the order in which they come. At most `atOnce` items are in the air,
 * a result that waits for the consumer included: a slow consumer slows the reading of `items`, and memory does
 * not grow with their number.
 *
 * The signal that `work` gets aborts with the given one, after which items are still read and worked on; and
 * where the consumer stops early, or `items` or `work` rejects. Then nothing new is begun, and what was begun
 * has ended before the generator does.
 */
export async function* mapUnordered<T, R>(
  items: Items<T>,
  { atOnce, signal }: Bounds,
  work: (item: T, signal: AbortSignal) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const ended = new AbortController();
  const end = (): void => ended.abort('ended');
  if (signal.aborted) end();
  const letGo = onAbort(signal, end);
  const source = readerOf(items);
  const finished: Finished<R>[] = [];
  let wake = (): void => undefined;
  const worker = async (): Promise<void> => {
    for (let item = await source.next(); !item.done; item = await source.next()) {
      if (source.isClosed()) return;
      const result = await work(item.value, ended.signal);
      if (source.isClosed()) return;
      await new Promise<void>((taken) => {
        finished.push({ result, taken });
        wake();
      });
    }
  };
  let isOver = false;
  const workers = Array.from({ length: atOnce }, worker);
  const over = Promise.all(workers).finally(() => {
    isOver = true;
    wake();
  });
  // Awaited at the end: until then a rejection is not unhandled.
  over.catch(() => undefined);
  let free = (): void => undefined;
  try {
    while (!isOver || finished.length > 0) {
      const one = finished.shift();
      if (one === undefined) {
        await new Promise<void>((resolve) => (wake = resolve));
        continue;
      }
      free = one.taken;
      yield one.result;
      free();
    }
    await over;
  } finally {
    letGo();
    end();
    free();
    await source.close();
    for (const { taken } of finished) taken();
    await Promise.allSettled(workers);
  }
}

interface Reader<T> {
  readonly next: () => Promise<IteratorResult<T, unknown>>;
  readonly close: () => Promise<void>;
  readonly isClosed: () => boolean;
}

/** Reads one item after the other, though several ask at once: not every iterator allows that. */
function readerOf<T>(items: Items<T>): Reader<T> {
  const iterator =
    Symbol.asyncIterator in items ? items[Symbol.asyncIterator]() : items[Symbol.iterator]();
  let last: Promise<unknown> = Promise.resolve();
  let isClosed = false;
  return {
    next: () => {
      const read = async (): Promise<IteratorResult<T, unknown>> =>
        isClosed ? { done: true, value: undefined } : await iterator.next();
      const reading = last.then(read);
      last = reading.catch(() => {
        isClosed = true;
      });
      return reading;
    },
    close: async () => {
      isClosed = true;
      await last;
      await iterator.return?.();
    },
    isClosed: () => isClosed,
  };
}
