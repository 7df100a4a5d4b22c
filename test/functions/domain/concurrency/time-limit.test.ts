import { expect, it, onTestFinished } from 'vitest';
import { systemClock } from '../../../../functions/adapters/system/system-clock.ts';
import {
  type TimeLimit,
  withTimeLimit,
} from '../../../../functions/domain/concurrency/time-limit.ts';

const clock = systemClock;
const OUT_OF_TIME = { code: 'out-of-time', message: 'The table did not end in time' };

function limitOf(limitMs: number, parent?: AbortSignal): TimeLimit {
  return { clock, limitMs, parent };
}

function untilAborted(signal: AbortSignal): Promise<string> {
  return new Promise((resolve) => {
    signal.addEventListener('abort', () => resolve('stopped'), { once: true });
  });
}

function never(): Promise<never> {
  return new Promise(() => undefined);
}

it('asks the work to stop when its time is up, and takes what it gives then', async () => {
  await expect(withTimeLimit(limitOf(5), untilAborted)).resolves.toBe('stopped');
});

it('asks the work to stop when its parent stops', async () => {
  const parent = new AbortController();
  const outcome = withTimeLimit(limitOf(60_000, parent.signal), untilAborted);

  parent.abort();

  await expect(outcome).resolves.toBe('stopped');
});

it('needs neither a limit nor a parent', async () => {
  expect(await withTimeLimit({ clock }, async () => 'done')).toBe('done');
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

it('ends work that ignores its signal, and aborts the one it gave', async () => {
  const seen: AbortSignal[] = [];
  const ended = withTimeLimit({ clock, limitMs: 5, graceMs: 5, what: 'The table' }, (signal) => {
    seen.push(signal);
    return never();
  });

  await expect(ended).rejects.toMatchObject(OUT_OF_TIME);
  expect(seen[0]?.aborted).toBe(true);
});

it('ends work that ignores a signal which was aborted before', async () => {
  const limit = { clock, parent: AbortSignal.abort(), graceMs: 0, what: 'The table' };

  await expect(withTimeLimit(limit, never)).rejects.toMatchObject(OUT_OF_TIME);
});

it('lets many calls share one signal without a warning', async () => {
  const warnings: Error[] = [];
  const collect = (warning: Error): void => void warnings.push(warning);
  process.on('warning', collect);
  onTestFinished(() => void process.off('warning', collect));
  const controller = new AbortController();
  const limit = { clock, parent: controller.signal, graceMs: 0 };

  const calls = Array.from({ length: 60 }, () =>
    withTimeLimit(limit, never).catch(({ code }: { code: string }) => code),
  );
  controller.abort();

  expect(new Set(await Promise.all(calls))).toEqual(new Set(['out-of-time']));
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual([]);
});
