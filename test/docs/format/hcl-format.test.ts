import { describe, expect, it } from 'vitest';
import { formatFaults } from './hcl-format.ts';

// Each text in `good` is what Terraform 1.11's `terraform fmt` leaves as it is.
describe('formatFaults', () => {
  it.each([
    { name: 'a block', good: 'a {\n  b   = 1\n  ccc = 2\n}\n' },
    { name: 'a value of several lines ends a group', good: 'a = 1\nbcd = f({\n  e = 2\n})\n' },
    { name: 'a blank line ends a group', good: 'a = 1\n\nbcd = 2\n' },
    { name: 'a comment ends a group', good: 'a = 1\n# why\nbcd = 2\n' },
  ])('finds nothing: $name', ({ good }) => {
    expect(formatFaults(good)).toEqual([]);
  });

  it.each([
    { text: 'a = 1\nbcd = 2', faults: ['1: the = of a is not aligned with its neighbours'] },
    { text: 'a  = 1', faults: ['1: the = of a is not aligned with its neighbours'] },
    { text: 'a {\n    b = 1\n}', faults: ['2: not indented by 2 spaces'] },
    { text: 'a {\n\tb = 1\n}', faults: ['2: not indented by 2 spaces'] },
    { text: 'a = 1 ', faults: ['1: white space at the end'] },
  ])('finds $faults', ({ text, faults }) => {
    expect(formatFaults(text)).toEqual(faults);
  });
});
