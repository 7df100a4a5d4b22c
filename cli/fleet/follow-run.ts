import { composeClock } from '../../functions/compose-clock.ts';
import { composeFleetRuns } from '../../functions/compose-fleet-runs.ts';
import { FLEET_KEYS } from '../../functions/contract.ts';
import { withTimeLimit } from '../../functions/domain/concurrency/time-limit.ts';
import { progressSentence } from '../../functions/domain/fleet/fleet-sentences.ts';
import type { FleetRunState } from '../../functions/domain/model/fleet-ports.ts';
import type { Clock } from '../../functions/domain/model/ports.ts';
import { PreflightError } from '../../functions/domain/model/preflight-error.ts';
import type { FleetReport } from '../../functions/domain/model/schemas/fleet-schema.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { type ShowProgress, withProgress } from '../progress.ts';
import { requireSignIn } from '../sign-in.ts';

/** Of Step Functions' quota for DescribeExecution several hundred such commands leave something. */
const PAUSE_MS = 5_000;
const CALL_LIMIT_MS = 20_000;
/** So long the state machine may give no answer, or know of no such run, once it has begun. */
const LONGEST_SILENCE_MS = 5 * 60_000;

/**
 * Starts a run of the state machine and follows it, with progress on stderr, to its report. Throws
 * `PreflightError` where it cannot be started, and `CommandError` (3) where it ends without a report.
 */
export async function followRun(given: Arguments, io: Io): Promise<FleetReport> {
  const { services = {}, signal } = io;
  const clock = services.clock ?? composeClock();
  const stateMachineArn = given.needed(OPTIONS.stateMachine);
  await requireSignIn(io);
  const runs = (services.composeFleetRuns ?? composeFleetRuns)(stateMachineArn);
  const limit = { clock, limitMs: CALL_LIMIT_MS, parent: signal, what: 'Step Functions' };
  const runId = runIdAt(clock.now());
  const onlyFrom = given.value(OPTIONS.onlyFailedOf);
  await withTimeLimit(limit, (each) => runs.start(runId, { onlyFrom }, { signal: each }));
  io.stderr.write(`run ${runId} began\n`);
  io.leaves?.(
    `The run goes on: its report will be ${FLEET_KEYS.report(runId)} in the bucket of FleetBucketName.`,
  );
  const describe = (): Promise<FleetRunState> =>
    withTimeLimit(limit, (each) => runs.describe(runId, { signal: each }));
  return await withProgress('Verifying the fleet', io, (show) =>
    followed({ runId, describe, clock, show }, io),
  );
}

const GONE = 'Step Functions knows no such run; its state machine may be gone';

interface Followed {
  readonly runId: string;
  readonly describe: () => Promise<FleetRunState>;
  readonly clock: Clock;
  readonly show: ShowProgress;
}

async function followed(
  { runId, describe, clock, show }: Followed,
  { signal }: Io,
): Promise<FleetReport> {
  let answeredMs = clock.monotonicMs();
  for (;;) {
    const found = await asked(describe, () => clock.monotonicMs() - answeredMs);
    signal.throwIfAborted();
    if (found?.state === 'ended') return found.report;
    if (found?.state === 'broken') throw withoutReport(runId, found.reason);
    if (found?.state === 'running') answeredMs = clock.monotonicMs();
    const isLong = clock.monotonicMs() - answeredMs > LONGEST_SILENCE_MS;
    if (found?.state === 'absent' && isLong) throw withoutReport(runId, GONE);
    show(`Verifying the fleet: ${sentenceOf(found)}`);
    await clock.sleep(PAUSE_MS, signal);
    signal.throwIfAborted();
  }
}

/** A name that sorts by time, and is one of an execution: at most 80 of these characters. */
function runIdAt(now: Date): string {
  const time = now.toISOString().replaceAll(/[:.]/g, '-');
  return `cli-${time}-${crypto.randomUUID().slice(0, 8)}`;
}

/** Undefined where no answer came: that may pass. What only a person can change does not. */
async function asked(
  describe: () => Promise<FleetRunState>,
  silentMs: () => number,
): Promise<FleetRunState | undefined> {
  try {
    return await describe();
  } catch (error) {
    const mayPass = error instanceof PreflightError && error.fault === 'service';
    if (mayPass && silentMs() <= LONGEST_SILENCE_MS) return undefined;
    throw error;
  }
}

function withoutReport(runId: string, reason: string): CommandError {
  const why = reason.replace(/\.$/, '');
  return new CommandError(`Run ${runId} has no report: ${why}. Nothing was decided.`, {
    exitCode: EXIT.inconclusive,
  });
}

function sentenceOf(found: FleetRunState | undefined): string {
  if (found === undefined) return 'no answer from Step Functions, asking again';
  return found.state === 'running' ? progressSentence(found.progress) : 'it begins';
}
