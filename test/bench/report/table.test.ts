import { expect, it } from 'vitest';
import { table } from '../../../bench/report/table.ts';

it('aligns the first column left, numbers right, and rounds to what can be used', () => {
  expect(
    table(
      ['name', 'value'],
      [
        ['ratio', 1.0849],
        ['time', 57.46],
        ['long time', 1234.4],
        ['count', 2],
        ['text', 'ok'],
      ],
    ),
  ).toBe(
    [
      '  name       value',
      '  ratio       1.08',
      '  time        57.5',
      '  long time  1,234',
      '  count          2',
      '  text          ok',
    ].join('\n'),
  );
});
