import { describe, expect, it } from 'vitest';
import { parseConfiguration } from '../../../functions/configuration/parse-configuration.ts';
import { EXAMPLE } from './example-configuration.ts';

type Random = () => number;

const KEYS = 'environments secret id account sid credential kind alerts email fields x'.split(' ');
const LEAVES: readonly unknown[] = [null, true, -1.5e9, '', 'x', `AC${'0'.repeat(32)}`, [], {}];

describe('parseConfiguration on random JSON', () => {
  it('never throws, and answers with issues that have words', () => {
    const random = seeded(20_261_122);
    for (let round = 0; round < 1_500; round += 1) {
      const parse = parseConfiguration(JSON.stringify(randomValue(random, 0)));
      expect(parse.ok || parse.issues.every((issue) => issue.message.length > 10)).toBe(true);
    }
  });

  it('never throws when any one setting of the example is replaced by any value', () => {
    for (const path of pathsOf(JSON.parse(EXAMPLE))) {
      for (const leaf of LEAVES) {
        const root: unknown = JSON.parse(EXAMPLE);
        replace(root, path, leaf);
        const parse = parseConfiguration(JSON.stringify(root));
        expect(parse.ok || parse.issues.length > 0).toBe(true);
      }
    }
  });
});

function randomValue(random: Random, depth: number): unknown {
  const count = Math.floor(random() * 4);
  if (depth > 5 || random() < 0.2) return LEAVES[Math.floor(random() * LEAVES.length)];
  if (random() < 0.2) return Array.from({ length: count }, () => randomValue(random, depth + 1));
  return Object.fromEntries(
    Array.from({ length: count }, () => [
      KEYS[Math.floor(random() * KEYS.length)] ?? 'x',
      randomValue(random, depth + 1),
    ]),
  );
}

function pathsOf(value: unknown): readonly (readonly string[])[] {
  if (typeof value !== 'object' || value === null) return [];
  return Object.entries(value).flatMap(([key, inner]) => [
    [key],
    ...pathsOf(inner).map((path) => [key, ...path]),
  ]);
}

function replace(root: unknown, path: readonly string[], value: unknown): void {
  const [key = '', ...rest] = path;
  const object = root as Record<string, unknown>;
  if (rest.length === 0) object[key] = value;
  else replace(object[key], rest, value);
}

/** A linear congruential generator (Numerical Recipes): the same values in every run. */
function seeded(seed: number): Random {
  let state = seed;
  return () => {
    state = (state * 1_664_525 + 1_013_904_223) % 2 ** 32;
    return state / 2 ** 32;
  };
}
