import { expect, it, onTestFinished } from 'vitest';
import { startLocalAws } from '../../../local/aws/start-local-aws.ts';
import { createCleanup, startWorld } from '../../../local/serve/start-world.ts';

const SILENT = { onStep: () => undefined, onLine: () => undefined };

it.each([
  { name: 'AWS', option: '--aws-port', taken: 'aws' },
  { name: 'Twilio', option: '--twilio-port', taken: 'twilio' },
] as const)('names the option for another port when the one of $name is taken', async (row) => {
  const other = await startLocalAws();
  const cleanup = createCleanup();
  onTestFinished(async () => {
    await Promise.all([cleanup.run(), other.close()]);
  });
  const port = Number(new URL(other.endpoint).port);
  const ports = { aws: 0, twilio: 0, lambda: 0, [row.taken]: port };

  const start = startWorld(ports, SILENT, cleanup);

  await expect(start).rejects.toThrow(`Port ${port} is taken`);
  await expect(start).rejects.toThrow(row.option);
});

it('undoes the newest first, and the rest also when one of them fails', async () => {
  const undone: string[] = [];
  const cleanup = createCleanup();
  for (const name of ['first', 'second', 'third']) {
    cleanup.add(async () => {
      undone.push(name);
      if (name === 'third') throw new Error('it would not go');
    });
  }

  await cleanup.run();

  expect(undone).toEqual(['third', 'second', 'first']);
});
