import { expect, it } from 'vitest';
import { waitAtMost } from '../../../local/clock/wait-at-most.ts';
import { createManualClock } from './manual-clock.ts';

const NEVER = new Promise<string>(() => undefined);

it('gives the value when it comes in time', async () => {
  const clock = createManualClock();
  expect(await waitAtMost(Promise.resolve('value'), { clock, limitMs: 1 })).toBe('value');
});

it('gives undefined at the limit', async () => {
  const clock = createManualClock();
  const waiting = waitAtMost(NEVER, { clock, limitMs: 1000 });
  await clock.advance(1000);
  expect(await waiting).toBeUndefined();
});

it('gives undefined when the wait is aborted', async () => {
  const over = new AbortController();
  const clock = createManualClock();
  const waiting = waitAtMost(NEVER, { clock, limitMs: 1000, signal: over.signal });
  over.abort();
  expect(await waiting).toBeUndefined();
});

it('passes on a rejection', async () => {
  const failing = Promise.reject(new Error('gone'));
  const clock = createManualClock();
  await expect(waitAtMost(failing, { clock, limitMs: 1 })).rejects.toThrow('gone');
});
