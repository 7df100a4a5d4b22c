import { expect, it } from 'vitest';
import { systemRandomness } from '../../../../functions/adapters/system/system-randomness.ts';

it('gives fractions from 0 up to, and without, 1', () => {
  const fractions = Array.from({ length: 1000 }, () => systemRandomness.fraction());

  expect(fractions.every((fraction) => fraction >= 0 && fraction < 1)).toBe(true);
  expect(Math.min(...fractions)).toBeLessThan(0.1);
  expect(Math.max(...fractions)).toBeGreaterThan(0.9);
});

it('gives lower-case UUIDs that differ', () => {
  const uuid = systemRandomness.uuid();

  expect(uuid).toMatch(/^[0-9a-f]{8}-[0-9a-f]{4}-4[0-9a-f]{3}-[89ab][0-9a-f]{3}-[0-9a-f]{12}$/);
  expect(systemRandomness.uuid()).not.toBe(uuid);
});
