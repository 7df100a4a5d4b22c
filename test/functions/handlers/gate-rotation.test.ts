import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import type { Report } from '../../../functions/domain/model/report.ts';
import { type GateOptions, type GateWorld, startGateWorld, type TestGate } from './gate-world.ts';
import { beginRotation, passPauses } from './rotation.ts';
import { keySecret } from './seed-example.ts';

let world: GateWorld;

beforeAll(async () => {
  world = await startGateWorld();
});

afterAll(() => world.close());

/** Time passes as on the machine, but for the pauses; a minute of it is left for waiting. */
function openGate(options: GateOptions = {}): Promise<TestGate> {
  return world.openGate({ speed: 1, remainingMs: 120_000, ...options });
}

/** Invokes the gate; once the first pause is over the world is as `then` made it. */
function invoke(gate: TestGate, payload: object, then = (): void => undefined): Promise<Report> {
  const running = gate.handler(payload, gate.context) as Promise<Report>;
  return passPauses(gate, running, (pause) => {
    if (pause === 1) then();
  });
}

const PRODUCTION = { environment: 'production' };

describe('a direct invocation during a rotation', () => {
  it('passes when AWSCURRENT becomes good, and says how long it waited', async () => {
    const gate = await openGate();
    const rotation = beginRotation(gate);
    const report = await invoke(gate, PRODUCTION, rotation.end);
    const [production] = report.environments;
    expect(production).toMatchObject({
      verdict: 'pass',
      credential: { apiKeySid: rotation.newKey.sid, versionStage: 'AWSCURRENT' },
    });
    expect(production?.checks.find(({ id }) => id === 'secret.readable')?.message).toMatch(
      /; waited 1\d s for a rotation to end \(2 readings\)$/,
    );
    // The questions of every look are counted, not only the last one's.
    expect(production?.twilioRequests).toBe(gate.twilio.journal.entries().length);
    expect(gate.mails()).toEqual([]);
    expect(gate.clock.sleeping()).toBe(0);
  });

  it('is inconclusive after a minute where the rotation does not end', async () => {
    const gate = await openGate();
    beginRotation(gate);
    const startedMs = gate.clock.monotonicMs();
    const report = await invoke(gate, PRODUCTION);
    const tookMs = gate.clock.monotonicMs() - startedMs;
    expect(tookMs).toBeGreaterThan(50_000);
    expect(tookMs).toBeLessThan(70_000);
    expect(report.environments[0]).toMatchObject({
      verdict: 'inconclusive',
      blocked: true,
      diagnosis: {
        cause: 'rotation.in-progress',
        evidence: expect.arrayContaining([
          expect.stringMatching(/^waited [56]\d s for a rotation to end \([67] readings\)$/),
        ]),
      },
    });
    expect(JSON.stringify(report)).not.toContain('"credential.rejected"');
    expect(gate.mails()).toHaveLength(1);
    expect(gate.texts()).toHaveLength(1);
    expect(gate.clock.sleeping()).toBe(0);
  });

  it('waits no longer than the invocation has time, and keeps what it saw', async () => {
    const gate = await openGate({ remainingMs: 37_000 });
    beginRotation(gate);
    const startedMs = gate.clock.monotonicMs();
    const report = await invoke(gate, PRODUCTION);
    expect(gate.clock.monotonicMs() - startedMs).toBeLessThan(37_000);
    expect(report.environments[0]?.diagnosis).toMatchObject({
      cause: 'rotation.in-progress',
      evidence: expect.arrayContaining([expect.stringMatching(/^waited 2\d s .*\(3 readings\)$/)]),
    });
    expect(gate.mails()).toHaveLength(1);
  });

  it('fails at once for another reason that shows while it waits', async () => {
    const gate = await openGate();
    beginRotation(gate);
    const value = { ...keySecret(gate.keys.production), apiKeySecret: 'changeme' };
    const report = await invoke(gate, PRODUCTION, () => gate.putSecret('production', value));
    expect(report.environments[0]).toMatchObject({
      verdict: 'fail',
      diagnosis: { cause: 'credential.placeholder' },
    });
  });

  it('asks once for the other environments', async () => {
    const gate = await openGate();
    const report = await invoke(gate, {}, beginRotation(gate).end);
    expect(report.verdict).toBe('pass');
    const requests = report.environments.map(({ twilioRequests }) => twilioRequests);
    const [development = 0, staging = 0, production = 0] = requests;
    expect(production).toBeGreaterThan(Math.max(development, staging) + 2);
  });

  it.each([
    { name: 'in shadow mode', production: { mode: 'shadow' } },
    { name: 'where onInconclusive is "allow"', production: { onInconclusive: 'allow' } },
  ])('answers at once where the gate opens all the same: $name', async ({ production }) => {
    const gate = await openGate({ production });
    beginRotation(gate);
    const report = (await gate.handler(PRODUCTION, gate.context)) as Report;
    expect(report.environments[0]).toMatchObject({
      verdict: 'inconclusive',
      blocked: false,
      diagnosis: { cause: 'rotation.in-progress' },
    });
    expect(JSON.stringify(report)).not.toContain('waited');
  });
});
