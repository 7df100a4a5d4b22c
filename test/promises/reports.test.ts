import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type GateWorld, startGateWorld } from '../functions/handlers/gate-world.ts';
import { AUDIT_ROWS } from './audit-rows.ts';
import { comparable } from './comparable.ts';
import { GATE_ROWS } from './gate-rows.ts';
import { playAudit, playGate, readFixture } from './played-rows.ts';

interface Audit {
  readonly findings: readonly { readonly status: string }[];
}

describe('a report, the answer to a job and the message for HTTPS are as in version 0.1.0', () => {
  let world: GateWorld;

  beforeAll(async () => {
    world = await startGateWorld();
  });

  afterAll(() => world.close());

  it.each(GATE_ROWS)('$name', async (row) => {
    expect(comparable(await playGate(world, row))).toEqual(comparable(readFixture(row.name)));
  });
});

describe('the report of an audit is as in version 0.1.0', () => {
  it.each(AUDIT_ROWS)('$name', async (row) => {
    expect(comparable(await playAudit(row))).toEqual(comparable(readFixture(row.name)));
  });

  it('and those that are compared have findings of every status', () => {
    const statuses = AUDIT_ROWS.flatMap(({ name }) => {
      const { findings } = readFixture<Audit>(name);
      return findings.map(({ status }) => status);
    });
    expect(new Set(statuses)).toEqual(new Set(['pass', 'warn', 'fail', 'inconclusive', 'skipped']));
  });
});
