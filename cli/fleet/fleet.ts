import type { FleetReport } from '../../functions/domain/model/schemas/fleet-schema.ts';
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

/** Where members are verified, by the option that asks for it. */
const WAYS = [
  {
    option: OPTIONS.stateMachine,
    verify: async (given: Arguments, io: Io) =>
      await (await import('./follow-run.ts')).followRun(given, io),
    misfits: [OPTIONS.results, OPTIONS.config],
  },
  {
    option: OPTIONS.local,
    verify: async (given: Arguments, io: Io) =>
      await (await import('./one-process/fleet-local.ts')).verifyLocally(given, io),
    misfits: [OPTIONS.onlyFailedOf],
  },
] as const;

async function verifiedFleet(given: Arguments, io: Io): Promise<FleetReport> {
  const [way, ...others] = WAYS.filter(({ option }) => given.has(option));
  const names = WAYS.map(({ option }) => `--${option.name}`).join(' or ');
  if (way === undefined) throw usageError(`Where are the members verified? Give ${names}.`);
  if (others.length > 0) throw usageError(`Give one of ${names}.`);
  const misfit = way.misfits.find((option) => given.has(option));
  if (misfit !== undefined) {
    throw usageError(`--${misfit.name} does not go with --${way.option.name}.`);
  }
  return await way.verify(given, io);
}
