import type { FleetReport } from '../../functions/domain/model/fleet.ts';
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import type { ExitCode } from '../exit-code.ts';
import { exitCodeOfVerdict } from '../exit-code-of.ts';
import type { Io } from '../io.ts';
import { printOutcome } from '../rendering/print-outcome.ts';
import { usageError } from '../usage-error.ts';
import { fleetOutcome } from './fleet-outcome.ts';

/**
 * `fleet`: verifies every member and prints the report. Throws `CommandError` or `PreflightError` for
 * whatever kept it from a report.
 */
export async function fleet(given: Arguments, io: Io): Promise<ExitCode> {
  const report = await verifiedFleet(given, io);
  io.signal.throwIfAborted();
  await printOutcome(fleetOutcome(report), given, io);
  return exitCodeOfVerdict(report.verdict, { strict: given.has(OPTIONS.strict) });
}

/** Where the members are verified: by the state machine, or in this process. */
async function verifiedFleet(given: Arguments, io: Io): Promise<FleetReport> {
  if (!given.has(OPTIONS.stateMachine)) {
    throw usageError('--state-machine is missing: the FleetStateMachineArn of the deployed stack.');
  }
  return await (await import('./follow-run.ts')).followRun(given, io);
}
