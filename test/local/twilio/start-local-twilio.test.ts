import { expect, it } from 'vitest';
import type { Fault } from '../../../local/twilio/faults/fault.ts';
import { startLocalTwilio } from '../../../local/twilio/start-local-twilio.ts';
import { ask, send } from './ask.ts';

it.each<[string, Fault]>([
  ['hangs', { kind: 'hang' }],
  // Longer than a test may take.
  ['is delayed', { kind: 'delay', delayMs: 600_000 }],
  ['drips', { kind: 'slow-body' }],
])('closes at once while a request %s', async (_, fault) => {
  const twilio = await startLocalTwilio();
  twilio.faults.add(fault);
  const outgoing = send(twilio, '/2010-04-01/Accounts.json');
  const broken = new Promise((resolve) => {
    outgoing.on('error', resolve);
    outgoing.on('response', (response) => response.on('error', resolve).resume());
  });
  await expect.poll(() => twilio.journal.entries().length).toBe(1);
  await twilio.close();
  expect(await broken).toMatchObject({ code: 'ECONNRESET' });
});

it('may be closed twice', async () => {
  const twilio = await startLocalTwilio();
  await twilio.close();
  await expect(twilio.close()).resolves.toBeUndefined();
});

it('listens on the port it is given, and rejects when that is taken', async () => {
  const first = await startLocalTwilio();
  const port = Number(new URL(first.origin).port);
  await expect(startLocalTwilio({ port })).rejects.toMatchObject({ code: 'EADDRINUSE' });
  await first.close();
  const second = await startLocalTwilio({ port });
  expect(second.origin).toBe(first.origin);
  await second.close();
});

it('survives clients that go away', async () => {
  const twilio = await startLocalTwilio();
  twilio.faults.add({ kind: 'delay', delayMs: 40, times: 1 });
  const outgoing = send(twilio, '/2010-04-01/Accounts.json');
  outgoing.on('error', () => undefined);
  const closed = new Promise((resolve) => outgoing.on('close', resolve));
  await expect.poll(() => twilio.journal.entries().length, { interval: 2 }).toBe(1);
  outgoing.destroy();
  await closed;
  expect((await ask(twilio, '/2010-04-01/Accounts.json')).status).toBe(401);
  await twilio.close();
});
