import { afterAll, beforeAll, describe, expect, it, vi } from 'vitest';
import type { LambdaContext } from '../../../functions/handlers/run/create-handler.ts';
import { type CodeDeployStandIn, startCodeDeploy } from './code-deploy/start-code-deploy.ts';
import { ecsEvent } from './ecs/ecs-event.ts';
import { type GateWorld, startGateWorld } from './gate-world.ts';

type Handler = (event: unknown, context: LambdaContext) => Promise<unknown>;

let world: GateWorld;
let codeDeploy: CodeDeployStandIn;
let handlers: Readonly<Record<'codeDeploy' | 'ecs' | 'trigger', Handler>>;
const written: string[] = [];
const context = { getRemainingTimeInMillis: () => 60_000 };

beforeAll(async () => {
  world = await startGateWorld();
  codeDeploy = await startCodeDeploy();
  const topicArn = world.aws.notifications.createTopic('alerts');
  world.aws.notifications.subscribe({ topicArn, protocol: 'email', endpoint: 'ops@example.com' });
  vi.stubEnv('PREFLIGHT_ALERT_TOPIC_ARN', topicArn);
  vi.stubEnv('PREFLIGHT_ENVIRONMENTS', 'production');
  vi.stubEnv('POWERTOOLS_SERVICE_NAME', 'Preflight');
  vi.spyOn(process.stdout, 'write').mockImplementation((chunk) => {
    written.push(String(chunk));
    return true;
  });
  // Composed on import, as Lambda does; the source tree has no configuration beside the code. The helpers
  // of this test have imported it already, with another environment.
  vi.resetModules();
  handlers = {
    codeDeploy: (await import('../../../functions/handlers/code-deploy-hook.ts')).handler,
    ecs: (await import('../../../functions/handlers/ecs-hook.ts')).handler,
    trigger: (await import('../../../functions/handlers/deployment-trigger.ts')).handler,
  };
});

afterAll(async () => {
  vi.restoreAllMocks();
  codeDeploy.close();
  await world.close();
});

function mails(): number {
  return world.aws.notifications.mailbox.list().length;
}

describe('the functions of a bundle without configuration', () => {
  it('answer CodeDeploy with Failed, and alert', async () => {
    const before = mails();
    const event = { DeploymentId: 'd-ABCDEF123', LifecycleEventHookExecutionId: 'execution-1' };
    await expect(handlers.codeDeploy(event, context)).resolves.toBeUndefined();
    expect(codeDeploy.attempts).toEqual([
      expect.objectContaining({ status: 'Failed', told: 'accepted' }),
    ]);
    expect(mails()).toBe(before + 1);
  });

  it('answer ECS with FAILED, and alert', async () => {
    const before = mails();
    expect(await handlers.ecs(ecsEvent(), context)).toEqual({ hookStatus: 'FAILED' });
    expect(mails()).toBe(before + 1);
  });

  it('refuse a stack, and alert', async () => {
    const before = mails();
    await expect(handlers.trigger({}, context)).rejects.toMatchObject({
      code: 'gate.blocked',
      message: expect.stringContaining('preflight.config.json cannot be read'),
    });
    expect(mails()).toBe(before + 1);
  });

  it('write metrics of the service beside their log lines, and nothing else', () => {
    const lines = written
      .flatMap((chunk) => chunk.trim().split('\n'))
      .map((line) => JSON.parse(line));
    const metrics = lines.filter((line) => '_aws' in line);
    expect(metrics).toHaveLength(3);
    for (const line of metrics) {
      expect(Object.keys(line).toSorted()).toEqual(['VerificationTime', '_aws', 'service']);
      expect(line.service).toBe('Preflight');
    }
    for (const line of lines) expect('_aws' in line || 'level' in line).toBe(true);
  });
});
