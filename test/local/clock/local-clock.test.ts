import { expect, it } from 'vitest';
import { systemClock } from '../../../local/clock/local-clock.ts';

it('waits as long as asked', async () => {
  const before = performance.now();
  await systemClock.wait(5);
  expect(performance.now() - before).toBeGreaterThanOrEqual(4);
});

it('ends a wait when asked to, and does not begin one that is over', async () => {
  const over = new AbortController();
  const waiting = systemClock.wait(3_600_000, over.signal);
  over.abort();
  await waiting;
  await systemClock.wait(3_600_000, over.signal);
});

it('shows the time of this machine', () => {
  const before = Date.now();
  const shown = systemClock.now().getTime();
  expect(shown).toBeGreaterThanOrEqual(before);
  expect(shown).toBeLessThanOrEqual(Date.now());
});
