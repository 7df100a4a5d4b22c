import { describe, expect, it } from 'vitest';
import { exampleWith, issuesOf } from '../example-configuration.ts';

const CREDENTIAL = 'environments.production.credential';
const AGE = 'a whole number from 1 to 3650';
const LABEL = 'the beginning of a label: 1 to 64 characters on one line, not only spaces';

describe('a setting of the key audit with a wrong value', () => {
  it.each([
    ['a text as age', 'maxAgeDays', '90', AGE],
    ['no day as age', 'maxAgeDays', 0, AGE],
    ['more than ten years as age', 'maxAgeDays', 3651, AGE],
    ['a day and a half as age', 'maxAgeDays', 1.5, AGE],
    ['null as age', 'maxAgeDays', null, AGE],
    ['an empty prefix', 'labelPrefix', '', LABEL],
    ['spaces', 'labelPrefix', '  ', LABEL],
    ['two lines', 'labelPrefix', 'a\nb', LABEL],
    ['a number', 'labelPrefix', 7, LABEL],
    ['a prefix longer than any label', 'labelPrefix', 'p-'.repeat(33), LABEL],
  ])('is refused with its path and what is allowed: %s', (...row) => {
    const [, setting, value, must] = row;
    const [issue, ...others] = issuesOf(exampleWith({ [`${CREDENTIAL}.${setting}`]: value }));
    expect(others).toEqual([]);
    expect(issue).toEqual({
      path: `${CREDENTIAL}.${setting}`,
      message: `must be ${must}; received ${JSON.stringify(value)}`,
    });
  });
});
