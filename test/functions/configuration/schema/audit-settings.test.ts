import { describe, expect, it } from 'vitest';
import { exampleWith, issuesOf } from '../example-configuration.ts';

const CREDENTIAL = 'environments.production.credential';
const AGE_ALLOWED = 'a whole number from 1 to 3650';
const LABEL_ALLOWED = '1 to 64 characters on one line, not only spaces';

describe('a setting of the key audit with a wrong value', () => {
  it.each([
    ['a text as age', 'maxAgeDays', '90', 'is not a number of days', AGE_ALLOWED],
    ['no day as age', 'maxAgeDays', 0, 'is not a number of days', AGE_ALLOWED],
    ['more than ten years as age', 'maxAgeDays', 3651, 'is not a number of days', AGE_ALLOWED],
    ['a day and a half as age', 'maxAgeDays', 1.5, 'is not a number of days', AGE_ALLOWED],
    ['null as age', 'maxAgeDays', null, 'has the wrong type: null', AGE_ALLOWED],
    ['an empty prefix', 'labelPrefix', '', 'is not a beginning of a label', LABEL_ALLOWED],
    ['spaces', 'labelPrefix', '  ', 'is not a beginning of a label', LABEL_ALLOWED],
    ['two lines', 'labelPrefix', 'a\nb', 'is not a beginning of a label', LABEL_ALLOWED],
    ['a number', 'labelPrefix', 7, 'has the wrong type: a number', LABEL_ALLOWED],
    [
      'a prefix longer than any label',
      'labelPrefix',
      'p-'.repeat(33),
      'is not a beginning of a label',
      LABEL_ALLOWED,
    ],
  ])('is refused with its path and what is allowed: %s', (...row) => {
    const [, setting, value, problem, allowed] = row;
    const [issue, ...others] = issuesOf(exampleWith({ [`${CREDENTIAL}.${setting}`]: value }));
    expect(others).toEqual([]);
    expect(issue).toMatchObject({ path: `${CREDENTIAL}.${setting}`, allowed });
    expect(issue?.message).toContain(`${problem}; received ${JSON.stringify(value)}`);
  });
});
