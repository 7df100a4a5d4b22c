/**
 * The results of `work` on each item, in the order of the items. Up to `atOnce` are begun before the consumer
 * asks for them, so that the waits of many small reads pass together.
 */
export async function* readAhead<T, R>(
  items: AsyncIterable<T>,
  atOnce: number,
  work: (item: T) => Promise<R>,
): AsyncGenerator<R, void, undefined> {
  const begun: Promise<R>[] = [];
  for await (const item of items) {
    const one = work(item);
    // Awaited in its turn: until then a rejection is not unhandled.
    one.catch(() => undefined);
    begun.push(one);
    const first = begun.length < atOnce ? undefined : begun.shift();
    if (first !== undefined) yield await first;
  }
  for (const one of begun) yield await one;
}
