import { describe, expect, it } from 'vitest';
import { ANY, passesFilter } from '../../../../cli/doctor/filters/passes-filter.ts';

const MESSAGE = {
  environment: 'production',
  severity: 'critical',
  address: '10.0.0.7',
  count: 5,
  list: ['a', 'b'],
  nothing: null,
  inner: { depth: { value: 'x' } },
  cause: ANY,
};

const PASSING: readonly object[] = [
  {},
  { environment: ['staging', 'production'] },
  { environment: ['production'], severity: ['critical'] },
  { environment: [{ 'anything-but': 'staging' }] },
  { environment: [{ 'anything-but': ['staging', 'development'] }] },
  { environment: [{ 'anything-but': { prefix: 'stag' } }] },
  { environment: [{ 'anything-but': { suffix: 'ing' } }] },
  { environment: [{ prefix: 'prod' }] },
  { environment: [{ suffix: 'tion' }] },
  { environment: [{ 'equals-ignore-case': 'PRODUCTION' }] },
  { environment: [{ wildcard: 'p*d*n' }] },
  { environment: [{ exists: true }] },
  { missing: [{ exists: false }] },
  { count: [5] },
  { count: [{ numeric: ['=', 5] }] },
  { count: [{ numeric: ['>', 0, '<=', 5] }] },
  { count: [{ 'anything-but': [6, 7] }] },
  { address: [{ cidr: '10.0.0.0/24' }] },
  { list: ['b'] },
  { nothing: [null] },
  { inner: { depth: { value: ['x'] } } },
  { $or: [{ environment: ['staging'] }, { severity: ['critical'] }] },
  { cause: ['credential.rejected'] },
  { cause: [{ prefix: 'secret.' }] },
];

const REFUSING: readonly object[] = [
  { environment: ['prod'] },
  { environment: ['Production'] },
  { environment: ['production'], severity: ['warning'] },
  { environment: [{ 'anything-but': 'production' }] },
  { environment: [{ 'anything-but': ['staging', 'production'] }] },
  { environment: [{ 'anything-but': { prefix: 'prod' } }] },
  { environment: [{ prefix: 'stag' }] },
  { environment: [{ suffix: 'ing' }] },
  { environment: [{ 'equals-ignore-case': 'staging' }] },
  { environment: [{ wildcard: 'p*x' }] },
  { environment: [{ exists: false }] },
  { environment: [{ numeric: ['>', 0] }] },
  { missing: ['x'] },
  { missing: [{ exists: true }] },
  { missing: [{ 'anything-but': 'x' }] },
  { count: ['5'] },
  { count: [{ numeric: ['>', 5] }] },
  { count: [{ numeric: ['<', 5] }] },
  { count: [{ numeric: ['>=', 6] }] },
  { address: [{ cidr: '10.0.1.0/24' }] },
  { environment: [{ cidr: '10.0.0.0/24' }] },
  { inner: { depth: { value: ['y'] } } },
  { environment: { name: ['production'] } },
  { $or: [{ environment: ['staging'] }, { severity: ['warning'] }] },
  { cause: [{ exists: false }] },
];

describe('a filter policy', () => {
  it.each(PASSING.map((policy) => [JSON.stringify(policy), policy]))(
    'lets through: %s',
    (...row) => {
      expect(passesFilter({ ...(row[1] as object) }, MESSAGE)).toBe(true);
    },
  );

  it.each(REFUSING.map((policy) => [JSON.stringify(policy), policy]))(
    'leaves out: %s',
    (...row) => {
      expect(passesFilter({ ...(row[1] as object) }, MESSAGE)).toBe(false);
    },
  );

  it.each([
    { environment: [{ soundex: 'x' }] },
    { count: [{ numeric: ['~', 5] }] },
    { inner: 'x' },
  ])('is not guessed at where it holds something unknown: %j', (policy) => {
    expect(() => passesFilter(policy, MESSAGE)).toThrow(TypeError);
  });
});
