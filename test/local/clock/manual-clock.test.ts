import { expect, it } from 'vitest';
import { createManualClock } from './manual-clock.ts';

it('stands still until it is moved', async () => {
  const clock = createManualClock(new Date('2026-01-01T00:00:00Z'));
  await clock.advance(1500);
  expect(clock.now().toISOString()).toBe('2026-01-01T00:00:01.500Z');
});

it('ends waits in the order in which they are due, each at its own time', async () => {
  const clock = createManualClock();
  const startMs = clock.now().getTime();
  const ended: [string, number][] = [];
  const waitAs = async (name: string, delayMs: number): Promise<void> => {
    await clock.wait(delayMs);
    ended.push([name, clock.now().getTime() - startMs]);
  };
  const all = [waitAs('late', 30), waitAs('early', 10), waitAs('never', 1000)];
  await clock.advance(30);
  expect(ended).toEqual([
    ['early', 10],
    ['late', 30],
  ]);
  await clock.advance(1000);
  await Promise.all(all);
});

it('ends a wait that began because another one ended, when it is due too', async () => {
  const clock = createManualClock();
  const twice = clock.wait(10).then(() => clock.wait(10));
  await clock.advance(20);
  await twice;
});

it('ends a wait that is aborted and begins none that is over', async () => {
  const clock = createManualClock();
  const over = new AbortController();
  const waiting = clock.wait(10, over.signal);
  over.abort();
  await waiting;
  await clock.wait(10, over.signal);
});

it('reports when as many waits are under way as were asked for', async () => {
  const clock = createManualClock();
  const two = clock.untilWaiting(2);
  const waits = [clock.wait(1), clock.wait(1)];
  await two;
  await clock.untilWaiting();
  await clock.advance(1);
  await Promise.all(waits);
});
