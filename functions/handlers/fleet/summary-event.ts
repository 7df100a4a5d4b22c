import { PreflightError } from '../../domain/model/preflight-error.ts';
import { memberAt, optional, readPayload, settings } from '../run/payload-settings.ts';
import { runIdSetting, wholeNumberSetting } from './batch-event.ts';

/** A run whose batches have ended. */
export interface RunToSum {
  readonly runId: string;
  /** The run that it goes on with, where it verified only what did not pass in that one. */
  readonly onlyFrom?: string | undefined;
  /** How many members were listed to be verified; absent for a run that is summed up by hand. */
  readonly total?: number | undefined;
  /** How many are carried over; absent: none. */
  readonly carried?: number | undefined;
}

const runToSum = settings<RunToSum>({
  runId: runIdSetting,
  onlyFrom: optional(runIdSetting),
  total: optional(wholeNumberSetting),
  carried: optional(wholeNumberSetting),
});

/**
 * Reads what the inventory answered; of that only these members. Throws {@link PreflightError}
 * `payload.invalid`.
 */
export function parseSummaryRequest(event: unknown): RunToSum {
  const read = {
    runId: memberAt(event, 'runId'),
    onlyFrom: memberAt(event, 'onlyFrom'),
    total: memberAt(event, 'total'),
    carried: memberAt(event, 'carried'),
  };
  const parsed = readPayload(read, runToSum);
  if (parsed.ok) return parsed.value;
  throw new PreflightError(
    `The payload is not valid: ${parsed.problem}. Allowed: {"runId":"NAME","onlyFrom":"NAME of an earlier run, or absent","total":3}.`,
    { code: 'payload.invalid', fault: 'operator' },
  );
}
