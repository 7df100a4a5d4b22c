import { expect, it } from 'vitest';
import { createBoundedLog } from '../../../local/aws/bounded-log.ts';

it('forgets its oldest entries beyond its capacity', () => {
  const log = createBoundedLog<number>(2);
  for (const entry of [1, 2, 3]) log.add(entry);
  expect(log.list()).toEqual([2, 3]);
  log.clear();
  expect(log.list()).toEqual([]);
});
