import { expect, it } from 'vitest';
import { worstFirst } from '../../../../functions/domain/model/worst-first.ts';
import { failing, passing, undecided } from '../rendering/reports.ts';

it('shows what blocks before what is worse but blocks nobody, and keeps the order of equals', () => {
  const environments = [
    passing({ name: 'passes' }),
    failing({ name: 'shadow fail', mode: 'shadow', blocked: false }),
    undecided({ name: 'blocked, inconclusive' }),
    failing({ name: 'blocked, first' }),
    failing({ name: 'blocked, second' }),
  ];
  expect(worstFirst(environments).map(({ name }) => name)).toEqual([
    'blocked, first',
    'blocked, second',
    'blocked, inconclusive',
    'shadow fail',
    'passes',
  ]);
});
