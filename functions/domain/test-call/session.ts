import { PreflightError } from '../model/preflight-error.ts';
import type { TestCallRecord, TestCallRecords } from '../model/test-call.ts';
import type { TwilioQuestion, TwilioReply } from '../model/twilio-api.ts';
import type { VerificationPorts } from '../verification/verification.ts';
import type { TestCaller } from './test-call-questions.ts';

/** Asks Twilio; the reply is counted. */
export type Ask = (question: TwilioQuestion) => Promise<TwilioReply>;

/** What one invocation works with. */
export interface Session {
  readonly records: TestCallRecords;
  readonly caller: TestCaller;
  readonly ask: Ask;
  readonly ports: Pick<VerificationPorts, 'clock' | 'randomness'>;
  readonly signal: AbortSignal;
}

/**
 * Moves a record forward. A write that came first is adopted; where the table gives no answer the record goes
 * on in this invocation alone, and the next one looks for the call by its nonce.
 */
export async function advance(
  record: TestCallRecord,
  change: Pick<TestCallRecord, 'sid' | 'end'>,
  { records }: Session,
): Promise<TestCallRecord> {
  const next = { ...record, ...change, revision: record.revision + 1 };
  // Not the run's signal: what Twilio has done must be kept, also at the end of the function's time.
  const { signal } = new AbortController();
  try {
    const outcome = await records.put(next, { signal });
    return outcome === 'stored' ? next : ((await records.read(record, { signal })) ?? next);
  } catch (error) {
    if (!isTableFault(error)) throw error;
    return { ...next, revision: record.revision };
  }
}

export function isTableFault(error: unknown): boolean {
  return error instanceof PreflightError && error.code === 'history.unavailable';
}
