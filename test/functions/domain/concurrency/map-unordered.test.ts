import { describe, expect, test } from 'vitest';
import { mapUnordered } from '../../../../functions/domain/concurrency/map-unordered.ts';
import { turns } from '../verification/fake-ports.ts';

const { signal } = new AbortController();
const double = async (value: number): Promise<number> => value * 2;

async function all<T>(items: AsyncIterable<T>): Promise<readonly T[]> {
  const list: T[] = [];
  for await (const item of items) list.push(item);
  return list;
}

async function* listed(count: number, read: number[] = []): AsyncGenerator<number> {
  for (let item = 0; item < count; item += 1) {
    read.push(item);
    yield item;
  }
}

describe('work on many items', () => {
  test('gives one result for each, from a list and from what is read as it comes', async () => {
    const bounds = { atOnce: 3, signal };
    expect([...(await all(mapUnordered([1, 2, 3, 4], bounds, double)))].sort()).toEqual([
      2, 4, 6, 8,
    ]);
    expect([...(await all(mapUnordered(listed(5), bounds, double)))].sort()).toEqual([
      0, 2, 4, 6, 8,
    ]);
    expect(await all(mapUnordered([], bounds, double))).toEqual([]);
  });

  test('gives what ends first before what began first', async () => {
    let release = (): void => undefined;
    const slow = new Promise<string>((resolve) => (release = () => resolve('slow')));
    const results = mapUnordered(['slow', 'fast'], { atOnce: 2, signal }, (item) =>
      item === 'slow' ? slow : Promise.resolve(item),
    );
    expect((await results.next()).value).toBe('fast');
    release();
    expect((await results.next()).value).toBe('slow');
    expect((await results.next()).done).toBe(true);
  });

  test('reads no more than it may work on while its consumer is busy', async () => {
    const read: number[] = [];
    const results = mapUnordered(listed(100, read), { atOnce: 4, signal }, double);
    await results.next();
    await turns(100);
    expect(read).toHaveLength(4);
    await results.next();
    await turns(100);
    expect(read).toHaveLength(5);
    await results.return();
  });

  test('passes the end of its signal on, and still works on what is left', async () => {
    const controller = new AbortController();
    const seen: boolean[] = [];
    const results = mapUnordered(
      [1, 2],
      { atOnce: 1, signal: controller.signal },
      async (_, own) => {
        seen.push(own.aborted);
      },
    );
    await results.next();
    controller.abort();
    await all(results);
    expect(seen).toEqual([false, true]);
    const late = mapUnordered(
      [1],
      { atOnce: 1, signal: controller.signal },
      async (_, own) => own.aborted,
    );
    expect(await all(late)).toEqual([true]);
  });

  test('ends the work in the air where the consumer stops early, and waits for it', async () => {
    let ended = 0;
    const results = mapUnordered([1, 2, 3, 4], { atOnce: 3, signal }, async (item, own) => {
      if (item === 1) return item;
      await new Promise((resolve) => own.addEventListener('abort', resolve, { once: true }));
      ended += 1;
      return item;
    });
    await results.next();
    await turns();
    await results.return();
    expect(ended).toBe(2);
  });

  test('begins nothing with what is read after the consumer has stopped', async () => {
    const worked: number[] = [];
    let read = (): void => undefined;
    const slowly = async function* (): AsyncGenerator<number> {
      yield 1;
      await new Promise<void>((resolve) => (read = resolve));
      yield 2;
    };
    const results = mapUnordered(slowly(), { atOnce: 2, signal }, async (item) => {
      worked.push(item);
    });
    await results.next();
    const stopped = results.return();
    await turns();
    read();
    await stopped;
    expect(worked).toEqual([1]);
  });

  test('rejects where the work or the reading does, with nothing left in the air', async () => {
    const failing = mapUnordered([1, 2], { atOnce: 2, signal }, async (item, own) => {
      if (item === 1) throw new Error('work');
      await new Promise((resolve) => own.addEventListener('abort', resolve, { once: true }));
      return item;
    });
    await expect(all(failing)).rejects.toThrow('work');
    const unreadable = async function* (): AsyncGenerator<number> {
      yield 1;
      throw new Error('reading');
    };
    await expect(all(mapUnordered(unreadable(), { atOnce: 2, signal }, double))).rejects.toThrow(
      'reading',
    );
  });
});
