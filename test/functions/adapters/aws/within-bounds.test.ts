import { expect, it, onTestFinished } from 'vitest';
import { withinBounds } from '../../../../functions/adapters/aws/within-bounds.ts';

function never(): Promise<never> {
  return new Promise(() => undefined);
}

it('gives what the work gives', async () => {
  expect(await withinBounds({ timeoutMs: 1000 }, async () => 'done')).toBe('done');
});

it('passes on what the work throws', async () => {
  const failing = withinBounds({}, () => Promise.reject(new Error('broken')));

  await expect(failing).rejects.toThrow('broken');
});

it('ends work that heeds no signal, and aborts the one it gave', async () => {
  const seen: AbortSignal[] = [];
  const ended = withinBounds({ timeoutMs: 5 }, (signal) => {
    seen.push(signal);
    return never();
  });

  await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
  expect(seen[0]?.aborted).toBe(true);
});

it('does not start the work when its signal is already aborted', async () => {
  const started: string[] = [];
  const ended = withinBounds({ signal: AbortSignal.abort() }, async () => started.push('started'));

  await expect(ended).rejects.toMatchObject({ name: 'AbortError' });
  expect(started).toEqual([]);
});

it('lets many calls share one signal without a warning', async () => {
  const warnings: Error[] = [];
  const collect = (warning: Error): void => void warnings.push(warning);
  process.on('warning', collect);
  onTestFinished(() => void process.off('warning', collect));
  const controller = new AbortController();

  const calls = Array.from({ length: 60 }, () =>
    withinBounds({ signal: controller.signal }, never).catch((error: Error) => error.name),
  );
  controller.abort();

  expect(new Set(await Promise.all(calls))).toEqual(new Set(['AbortError']));
  await new Promise((resolve) => setImmediate(resolve));
  expect(warnings).toEqual([]);
});
