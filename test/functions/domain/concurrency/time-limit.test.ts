import { expect, it } from 'vitest';
import { systemClock } from '../../../../functions/adapters/system/system-clock.ts';
import {
  type TimeLimit,
  withTimeLimit,
} from '../../../../functions/domain/concurrency/time-limit.ts';

function limitOf(limitMs: number, parent: AbortSignal = new AbortController().signal): TimeLimit {
  return { clock: systemClock, limitMs, parent };
}

function untilAborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}

it('tells the work to stop when its time is up, and takes what it gives then', async () => {
  await expect(withTimeLimit(limitOf(5), untilAborted)).resolves.toBe('stopped');
});

it('tells the work to stop when its parent stops', async () => {
  const parent = new AbortController();
  const outcome = withTimeLimit(limitOf(60_000, parent.signal), untilAborted);

  parent.abort();

  await expect(outcome).resolves.toBe('stopped');
});

it('leaves the signal of work that ended in time alone', async () => {
  const signal = await withTimeLimit(limitOf(60_000), async (given) => given);
  await systemClock.sleep(1);

  expect(signal.aborted).toBe(false);
});

it('stops what a failed work left running', async () => {
  let given: AbortSignal | undefined;
  const outcome = withTimeLimit(limitOf(60_000), (signal) => {
    given = signal;
    return Promise.reject(new Error('a defect'));
  });

  await expect(outcome).rejects.toThrow('a defect');
  expect(given?.aborted).toBe(true);
});
