import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateWorld, startGateWorld } from './gate-world.ts';

let world: GateWorld;
let collectGarbage: () => void;

beforeAll(async () => {
  setFlagsFromString('--expose-gc');
  collectGarbage = runInNewContext('gc');
  world = await startGateWorld();
});

afterAll(() => world.close());

/** Of the time that passes, collecting takes at most a fifth: a worker's heap is large. */
const WORK_PER_COLLECTION = 4;

/** On Node 20 a signal that is only reachable through `AbortSignal.any` may never fire after this. */
async function whileCollecting<T>(work: Promise<T>): Promise<T> {
  let timer: NodeJS.Timeout;
  const collect = (): void => {
    const startedMs = performance.now();
    collectGarbage();
    timer = setTimeout(collect, WORK_PER_COLLECTION * (performance.now() - startedMs) + 100);
  };
  timer = setTimeout(collect, 100);
  try {
    return await work;
  } finally {
    clearTimeout(timer);
  }
}

describe('garbage collection', () => {
  it('does not lose the time limit of a verification', async () => {
    const gate = await world.openGate({
      speed: 8,
      remainingMs: 24_000,
      timeoutsMs: { twilio: 60_000 },
    });
    gate.twilio.faults.add({ kind: 'hang' });
    const state = await whileCollecting(gate.runJob());
    expect(state).toMatchObject({ status: 'failed', type: 'SystemUnavailable' });
    // Otherwise the watchdog would have answered.
    expect(JSON.stringify(state)).not.toContain("the function's time was up");
  });

  it('does not lose the time limit of an attempt to answer a job', async () => {
    const gate = await world.openGate({
      speed: 8,
      remainingMs: 30_000,
      timeoutsMs: { jobs: 60_000 },
    });
    world.aws.faults.add({ service: 'codepipeline', kind: 'hang', times: 2 });
    expect(await whileCollecting(gate.runJob())).toMatchObject({ status: 'succeeded' });
  });

  it('does not lose the time limit of an alert', async () => {
    const gate = await world.openGate({
      speed: 8,
      remainingMs: 30_000,
      timeoutsMs: { alerts: 60_000 },
    });
    gate.putSecret('production', '{}');
    world.aws.faults.add({ service: 'sns', kind: 'hang', resource: gate.topicArn });
    expect(await whileCollecting(gate.runJob())).toMatchObject({ type: 'ConfigurationError' });
    expect(gate.logLines.at(-1)?.message).toBe('the alert could not be published');
  });
});
