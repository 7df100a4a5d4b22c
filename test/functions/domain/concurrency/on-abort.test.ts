import { expect, it } from 'vitest';
import { onAbort } from '../../../../functions/domain/concurrency/on-abort.ts';

it('calls everyone back who waits for the signal, and no one who has let it go', () => {
  const controller = new AbortController();
  const called: string[] = [];
  onAbort(controller.signal, () => called.push('first'));
  const letGo = onAbort(controller.signal, () => called.push('second'));
  onAbort(controller.signal, () => called.push('third'));
  letGo();

  controller.abort();

  expect(called).toEqual(['first', 'third']);
});
