import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { handler as GateHandler } from '../../../functions/handlers/gate.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';
import { jobEvent } from './job-event.ts';

let world: GateWorld;
let handler: typeof GateHandler;
const context = { getRemainingTimeInMillis: () => 60_000 };

beforeAll(async () => {
  world = await startGateWorld();
  const topicArn = world.aws.notifications.createTopic('alerts');
  vi.stubEnv('PREFLIGHT_ALERT_TOPIC_ARN', topicArn);
  const endpoint = 'ops@example.com';
  world.aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint });
  vi.spyOn(process.stdout, 'write').mockReturnValue(true);
  // Composed on import, as Lambda does; the source tree has no configuration beside the code. The helpers
  // of this test have imported it already, with another environment.
  vi.resetModules();
  ({ handler } = await import('../../../functions/handlers/gate.ts'));
});

afterAll(async () => {
  vi.restoreAllMocks();
  await world.close();
});

describe('the function of a bundle without configuration', () => {
  it('takes an event and a context, as Node 24 on Lambda wants it', () => {
    expect(handler).toHaveLength(2);
  });

  it('answers a job with ConfigurationError, and alerts', async () => {
    const { id } = world.aws.jobs.create();
    await expect(handler(jobEvent(id, 'production'), context)).resolves.toBeUndefined();
    expect(world.aws.jobs.get(id)?.state).toMatchObject({
      status: 'failed',
      type: 'ConfigurationError',
      message: expect.stringMatching(/^production: preflight\.config\.json cannot be read/),
    });
    expect(world.aws.notifications.mailbox.list()).toHaveLength(1);
  });

  it('tells a person', async () => {
    await expect(handler({}, context)).rejects.toMatchObject({ code: 'config.invalid' });
  });
});
