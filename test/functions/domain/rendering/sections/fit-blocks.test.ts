import { expect, it } from 'vitest';
import { fitBlocks } from '../../../../../functions/domain/rendering/sections/fit-blocks.ts';

const LEAD = { importance: 1, lines: ['lead'] };
const LIST = { importance: 2, lines: ['List:', '- one', '- two', '- three'] };
const DETAIL = { importance: 3, lines: ['Detail:', `- ${'long '.repeat(9)}end`] };
const RUN = { importance: 1, lines: ['run'] };

it('shows every block, in the given order, where there is room', () => {
  expect(fitBlocks([LEAD, DETAIL, LIST, RUN], 100)).toBe(
    `lead\n\nDetail:\n- ${'long '.repeat(9)}end\n\nList:\n- one\n- two\n- three\n\nrun`,
  );
});

it.each([
  ['drops the least important block first', 58, '\n\nList:\n- one\n- two\n- three'],
  ['then drops lines from the end of a block', 52, '\n\nList:\n- one\n- two'],
  ['never leaves a heading alone', 41, ''],
])('%s, and says so', (_name, limit, list) => {
  const fitted = fitBlocks([LEAD, DETAIL, LIST, RUN], limit);
  expect(fitted).toBe(`lead${list}\n\nrun\n\n… (shortened)`);
  expect(Array.from(fitted).length).toBeLessThanOrEqual(limit);
});

it('leaves out empty blocks', () => {
  expect(fitBlocks([LEAD, { importance: 1, lines: [] }, RUN], 100)).toBe('lead\n\nrun');
});
