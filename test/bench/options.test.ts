import { expect, it } from 'vitest';
import { parseOptions } from '../../bench/options.ts';

it('runs seven rounds and only tells, unless told otherwise', () => {
  expect(parseOptions([])).toEqual({ rounds: 7, fleet: false, check: false, json: false });
});

it('takes rounds, the fleets alone, the check, JSON and another node', () => {
  expect(
    parseOptions(['--rounds', '3', '--fleet', '--check', '--json', '--node', '/opt/node']),
  ).toEqual({
    rounds: 3,
    fleet: true,
    check: true,
    json: true,
    nodePath: '/opt/node',
  });
});

it.each([
  ['no rounds', ['--rounds', '0']],
  ['rounds that are no number', ['--rounds', 'many']],
  ['a misspelt option', ['--chek']],
])('refuses %s', (_name, args) => {
  expect(() => parseOptions(args)).toThrow(TypeError);
});
