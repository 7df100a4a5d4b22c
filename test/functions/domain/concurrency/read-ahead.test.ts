import { expect, test } from 'vitest';
import { readAhead } from '../../../../functions/domain/concurrency/read-ahead.ts';
import { turns } from '../verification/fake-ports.ts';

async function* listed(count: number): AsyncGenerator<number> {
  for (let item = 0; item < count; item += 1) yield item;
}

test('gives results in the order of the items, some of them begun ahead', async () => {
  const begun: number[] = [];
  const results = readAhead(listed(6), 3, async (item) => {
    begun.push(item);
    await turns(10 - item);
    return item;
  });
  expect((await results.next()).value).toBe(0);
  expect(begun).toEqual([0, 1, 2]);
  const rest: number[] = [];
  for await (const item of results) rest.push(item);
  expect(rest).toEqual([1, 2, 3, 4, 5]);
});

test('rejects in its turn', async () => {
  const results = readAhead(listed(3), 3, async (item) => {
    if (item === 1) throw new Error('one');
    return item;
  });
  expect((await results.next()).value).toBe(0);
  await expect(results.next()).rejects.toThrow('one');
});
