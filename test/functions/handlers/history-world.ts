import { randomUUID } from 'node:crypto';
import { createControls } from '../../../functions/adapters/aws/create-controls.ts';
import { createRunHistory } from '../../../functions/adapters/aws/create-run-history.ts';
import { createTestCallRecords } from '../../../functions/adapters/aws/create-test-call-records.ts';
import type { GateOptions, GateWorld, TestGate } from './gate-world.ts';

/** A gate that keeps a history, and its table. */
export interface KeepingGate extends TestGate {
  readonly table: string;
}

export interface KeepingOptions extends GateOptions {
  /** Longest wait for one answer of DynamoDB, in real time; default 20,000. */
  readonly historyTimeoutMs?: number;
}

/** Opens a gate with a table of its own. */
export async function openKeepingGate(
  world: GateWorld,
  { historyTimeoutMs = 20_000, ...options }: KeepingOptions = {},
): Promise<KeepingGate> {
  const table = `runs-${randomUUID()}`;
  await world.aws.tables.create({ name: table, partitionKey: 'pk', sortKey: 'sk' });
  const history = createRunHistory({ table, requestTimeoutMs: historyTimeoutMs });
  const testCalls = createTestCallRecords({ table, requestTimeoutMs: historyTimeoutMs });
  const controls = createControls({ table, requestTimeoutMs: historyTimeoutMs });
  const base = { history, testCalls, controls, ...options.base };
  const gate = await world.openGate({ ...options, base });
  return { ...gate, table };
}

/** What each text message begins with, in the order of arrival. */
export function beginnings(gate: TestGate): readonly string[] {
  return gate.texts().map((text) => /^[A-Z ]+(?= )/.exec(text)?.[0] ?? text);
}
