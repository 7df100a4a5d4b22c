import { randomUUID } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { createDeploymentHooks } from '../../../../functions/adapters/aws/create-deployment-hooks.ts';
import type { Gate } from '../../../../functions/compose.ts';
import type { SecretReader } from '../../../../functions/domain/ports.ts';
import { createCodeDeployHandler } from '../../../../functions/handlers/code-deploy/create-code-deploy-handler.ts';
import { deleteApiKey } from '../../../../local/twilio/world/api-keys.ts';
import { type GateOptions, type GateWorld, startGateWorld, type TestGate } from '../gate-world.ts';
import { brokenLog } from '../recorded-log.ts';
import { beginRotation, passPauses } from '../rotation.ts';
import { type CodeDeployStandIn, startCodeDeploy } from './start-code-deploy.ts';

let world: GateWorld;
let codeDeploy: CodeDeployStandIn;

beforeAll(async () => {
  world = await startGateWorld();
  codeDeploy = await startCodeDeploy();
});

afterAll(async () => {
  codeDeploy.close();
  await world.close();
});

let event: { readonly DeploymentId: string; readonly LifecycleEventHookExecutionId: string };

beforeEach(() => {
  event = { DeploymentId: 'd-ABCDEF123', LifecycleEventHookExecutionId: randomUUID() };
});

interface HookOptions extends GateOptions {
  readonly environments?: readonly string[] | undefined;
}

interface TestHook {
  readonly gate: TestGate;
  /** Delivers the event of the test. */
  readonly run: (delivered?: unknown) => Promise<unknown>;
  /** The statuses CodeDeploy was told of this test's execution, and what it said to each. */
  readonly told: () => readonly string[];
}

async function openHook({ environments, ...options }: HookOptions = {}): Promise<TestHook> {
  const gate = await world.openGate(options);
  const compose = (): Gate => ({
    ...gate.compose(),
    ...(environments === undefined ? {} : { environments }),
  });
  const handler = createCodeDeployHandler(
    { ...gate.base, hooks: createDeploymentHooks({ requestTimeoutMs: 3_000 }) },
    compose,
  );
  return {
    gate,
    run: (delivered = event) => handler(delivered, gate.context),
    told: () =>
      codeDeploy.attempts
        .filter(({ executionId }) => executionId === event.LifecycleEventHookExecutionId)
        .map(({ status, told }) => `${status}: ${told}`),
  };
}

const PRODUCTION = { environments: ['production'] };
const BOTH = { environments: ['staging', 'production'] };

describe('a lifecycle hook', () => {
  it('succeeds for good credentials, and alerts nobody', async () => {
    const { gate, run, told } = await openHook(BOTH);
    expect(await run()).toBeUndefined();
    expect(told()).toEqual(['Succeeded: accepted']);
    expect(codeDeploy.attempts.at(-1)?.deploymentId).toBe('d-ABCDEF123');
    expect(gate.mails()).toEqual([]);
    const verified = gate.logLines.filter(({ message }) => message === 'verified');
    expect(verified.map(({ fields }) => fields['environment'])).toEqual(['staging', 'production']);
    expect(verified[0]?.fields).toMatchObject({ trigger: 'pipeline', deploymentId: 'd-ABCDEF123' });
    expect(gate.clock.sleeping()).toBe(0);
  });

  it('fails for one bad credential of two, and alerts on the deployment', async () => {
    const { gate, run, told } = await openHook(BOTH);
    deleteApiKey(gate.twilio.world, gate.keys.production.sid);
    await run();
    expect(told()).toEqual(['Failed: accepted']);
    expect(gate.mails()).toHaveLength(1);
    expect(gate.mails()[0]).toMatch(/^production: Twilio rejects[\s\S]*\nDeployment d-ABCDEF123/);
  });

  it.each([
    { name: 'shadow mode', production: { mode: 'shadow' } },
    { name: 'an outage that is allowed', production: { onInconclusive: 'allow' } },
  ])('succeeds where the gate must not block: $name', async ({ production }) => {
    const { gate, run, told } = await openHook({ ...PRODUCTION, production });
    gate.twilio.faults.add({ kind: 'html', status: 503 });
    await run();
    expect(told()).toEqual(['Succeeded: accepted']);
    expect(gate.mails()).toHaveLength(1);
  });

  it('waits for a rotation to end', async () => {
    const { gate, run, told } = await openHook({ ...PRODUCTION, speed: 1, remainingMs: 120_000 });
    const rotation = beginRotation(gate);
    await passPauses(gate, run(), (pause) => {
      if (pause === 1) rotation.end();
    });
    expect(told()).toEqual(['Succeeded: accepted']);
    expect(gate.mails()).toEqual([]);
  });

  it('is measured', async () => {
    const { gate, run } = await openHook(PRODUCTION);
    await run();
    expect(gate.measured).toContainEqual({ name: 'verdict', value: 0, environment: 'production' });
  });
});

describe('a hook that cannot verify', () => {
  it.each([
    { name: 'unset', environments: undefined, says: /PREFLIGHT_ENVIRONMENTS names no environment/ },
    { name: 'empty', environments: [], says: /development, staging, production/ },
    { name: 'a misspelt name', environments: ['prodution'], says: /did you mean production\?/ },
    {
      name: 'a misspelt name among others',
      environments: ['staging', 'prodution'],
      says: /did you mean production\?/,
    },
  ])('fails, verifies nothing and alerts: $name', async ({ environments, says }) => {
    const { gate, run, told } = await openHook({ environments });
    await run();
    expect(told()).toEqual(['Failed: accepted']);
    expect(gate.mails().length).toBeGreaterThan(0);
    expect(gate.mails()[0]).toMatch(says);
    expect(gate.twilio.journal.entries()).toEqual([]);
    // Only declared names become a dimension.
    const named = gate.measured.map(({ environment }) => environment);
    expect(named).not.toContain('prodution');
  });

  it('fails where the configuration is broken, or the program has a defect', async () => {
    const broken = await openHook({
      compose: () => {
        throw new TypeError('anything');
      },
    });
    await broken.run();
    expect(broken.told()).toEqual(['Failed: accepted']);
    expect(broken.gate.mails()).toHaveLength(1);
  });

  it('fails even where no report can be made', async () => {
    const uuid = (): never => {
      throw new Error('no entropy');
    };
    const { gate, run, told } = await openHook({
      environments: ['other'],
      base: { randomness: { fraction: () => 0, uuid } },
    });
    await run();
    expect(told()).toEqual(['Failed: accepted']);
    expect(gate.logLines).toContainEqual(
      expect.objectContaining({ level: 'error', message: 'a defect in this program' }),
    );
  });

  it('is answered by the watchdog, 5 s before the limit', async () => {
    const never = (): Promise<never> => new Promise(() => undefined);
    const secrets: SecretReader = { read: never, describe: never };
    const { gate, run, told } = await openHook({
      ...PRODUCTION,
      ports: { secrets },
      remainingMs: 20_000,
      speed: 20,
    });
    const startedMs = gate.clock.monotonicMs();
    await run();
    expect(told()).toEqual(['Failed: accepted']);
    expect(gate.clock.monotonicMs() - startedMs).toBeLessThan(20_000);
    expect(gate.mails()[0]).toContain("the function's time was up");
  });

  it('needs no log', async () => {
    const { run, told } = await openHook({ ...PRODUCTION, base: { log: brokenLog } });
    await run();
    expect(told()).toEqual(['Succeeded: accepted']);
  });
});

describe('a hook that is delivered twice', () => {
  it('is answered and alerted once', async () => {
    const { gate, run, told } = await openHook(PRODUCTION);
    gate.putSecret('production', '{}');
    await run();
    await run();
    expect(told()).toEqual(['Failed: accepted', 'Failed: LifecycleEventAlreadyCompletedException']);
    expect(gate.mails()).toHaveLength(1);
    expect(gate.logLines).toContainEqual(
      expect.objectContaining({ level: 'warn', message: 'the lifecycle hook was settled already' }),
    );
  });
});

describe('a CodeDeploy that does not take the answer', () => {
  it.each([
    { name: 'a reset', fault: 'reset', told: ['Failed: reset', 'Failed: accepted'] },
    { name: 'a proxy’s page', fault: 'html', told: ['Failed: html', 'Failed: accepted'] },
    {
      name: 'a lost reply',
      fault: 'accept-then-reset',
      told: ['Failed: accepted', 'Failed: LifecycleEventAlreadyCompletedException'],
    },
    {
      name: 'throttling',
      fault: { error: 'ThrottlingException' },
      told: ['Failed: ThrottlingException', 'Failed: accepted'],
    },
  ] as const)('is asked again, and the alert goes out once: $name', async (row) => {
    const { gate, run, told } = await openHook(PRODUCTION);
    gate.putSecret('production', '{}');
    codeDeploy.fail(row.fault);
    await run();
    expect(told()).toEqual(row.told);
    expect(gate.mails()).toHaveLength(1);
  });

  it('is told of in the log where the role may not answer, and the alert goes out', async () => {
    const { gate, run, told } = await openHook(PRODUCTION);
    gate.putSecret('production', '{}');
    codeDeploy.fail({ error: 'AccessDeniedException' });
    expect(await run()).toBeUndefined();
    expect(told()).toEqual(['Failed: AccessDeniedException']);
    expect(gate.mails()).toHaveLength(1);
    const line = gate.logLines.find(({ message }) => message.includes('could not be answered'));
    expect(line?.fields).toMatchObject({
      missingPermission: 'codedeploy:PutLifecycleEventHookExecutionStatus',
      deploymentId: 'd-ABCDEF123',
    });
    expect(JSON.stringify(gate.logLines)).not.toContain(event.LifecycleEventHookExecutionId);
  });
});

describe('an event that is no hook’s', () => {
  it.each([
    { name: 'nothing', delivered: null },
    { name: 'a person’s payload', delivered: { environment: 'production' } },
    { name: 'no execution', delivered: { DeploymentId: 'd-ABCDEF123' } },
    {
      name: 'an empty execution',
      delivered: { DeploymentId: 'd-ABCDEF123', LifecycleEventHookExecutionId: '' },
    },
    {
      name: 'a deployment that is none',
      delivered: { DeploymentId: 'hunter2 hunter2', LifecycleEventHookExecutionId: 'x' },
    },
  ])('is an error that repeats nothing of it: $name', async ({ delivered }) => {
    const { gate, run } = await openHook(PRODUCTION);
    const before = codeDeploy.attempts.length;
    const error: unknown = await run(delivered).catch((thrown: unknown) => thrown);
    expect(error).toMatchObject({ code: 'payload.invalid' });
    expect(`${error} ${JSON.stringify(gate.logLines)}`).not.toContain('hunter2');
    expect(codeDeploy.attempts).toHaveLength(before);
  });
});
