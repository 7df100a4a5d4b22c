import { describe, expect, it } from 'vitest';
import { systemClock } from '../../../../functions/adapters/system/system-clock.ts';

it('tells the machine’s time', () => {
  const before = Date.now();

  expect(systemClock.now().getTime()).toBeGreaterThanOrEqual(before);
  expect(systemClock.now().getTime()).toBeLessThanOrEqual(Date.now());
});

it('never goes back', () => {
  const first = systemClock.monotonicMs();

  expect(systemClock.monotonicMs()).toBeGreaterThanOrEqual(first);
});

describe('sleep', () => {
  it('lasts as long as it was told', async () => {
    const startedAt = systemClock.monotonicMs();

    await systemClock.sleep(15);

    // Node's timers may fire up to a millisecond early.
    expect(systemClock.monotonicMs() - startedAt).toBeGreaterThanOrEqual(14);
  });

  it('ends early, and without an error, when its signal aborts', async () => {
    const controller = new AbortController();
    const asleep = systemClock.sleep(60_000, controller.signal);

    controller.abort();

    await expect(asleep).resolves.toBeUndefined();
  });

  it('does not start when its signal is already aborted', async () => {
    await expect(systemClock.sleep(60_000, AbortSignal.abort())).resolves.toBeUndefined();
  });
});
