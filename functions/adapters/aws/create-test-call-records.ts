import type { TestCallKey, TestCallRecord, TestCallRecords } from '../../domain/model/test-call.ts';
import type { CallLimits } from './create-request-handler.ts';
import { createRevisedItems, type Key, unavailable } from './revised-items.ts';

/** Writers of one counter that meet at once. */
const MOST_CONFLICTS = 10;
/** A counter is of use for its day. */
const COUNTER_KEPT_MS = 7 * 86_400_000;

/**
 * Test calls in the table of runs: `CALL#environment` / `EXECUTION#id`, which never expires, and a
 * counter `DAY#2026-11-28`. One attempt per call: a write that is repeated would be its own conflict.
 *
 * Throws {@link PreflightError} `history.unavailable` where DynamoDB gives no usable answer.
 */
export function createTestCallRecords(
  options: CallLimits & { readonly table: string },
): TestCallRecords {
  const { read, put } = createRevisedItems(options);
  return {
    read: async (key, call) => readRecord((await read(recordKey(key), call))['record']),
    put: (record, call) => put(recordItem(record), call),
    count: async ({ environment, day, limit }, call) => {
      const key = { pk: `CALL#${environment}`, sk: `DAY#${day}` };
      const expiresAt = Math.ceil((Date.parse(day) + COUNTER_KEPT_MS) / 1_000);
      for (let tries = 0; tries < MOST_CONFLICTS; tries += 1) {
        const counted = Number((await read(key, call))['revision'] ?? 0);
        if (counted >= limit) return false;
        const item = { ...key, revision: counted + 1, expiresAt };
        if ((await put(item, call)) === 'stored') return true;
      }
      throw unavailable('its counter of test calls is being written by others');
    },
  };
}

function recordKey({ environment, execution }: TestCallKey): Key {
  return { pk: `CALL#${environment}`, sk: `EXECUTION#${execution}` };
}

/** The whole as JSON, and beside it what a person looks for in the console. */
function recordItem(record: TestCallRecord): Key & { readonly revision: number } {
  const { revision, intendedAt, to, sid, end } = record;
  const state = end?.kind ?? (sid === undefined ? 'intended' : 'placed');
  const shown = { revision, state, intendedAt, to, sid };
  return { ...recordKey(record), ...shown, record: JSON.stringify(record) } as Key & {
    readonly revision: number;
  };
}

function readRecord(stored: unknown): TestCallRecord | undefined {
  if (stored === undefined) return undefined;
  try {
    const record = JSON.parse(String(stored)) as TestCallRecord;
    if (Array.isArray(record.attempts) && Number.isInteger(record.revision)) return record;
  } catch {
    // Below, as any other text that is no record.
  }
  throw unavailable('it has a test call that this version cannot read');
}
