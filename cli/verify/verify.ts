import type { Configuration } from '../../functions/configuration/configuration.ts';
import { selectEnvironments } from '../../functions/configuration/select-environments.ts';
import type { EnvironmentExpectation } from '../../functions/domain/expectation.ts';
import type { Report } from '../../functions/domain/report/report.ts';
import { withTimeLimit } from '../../functions/domain/verification/time-limit.ts';
import { BOUNDS } from '../../functions/domain/verification/verification.ts';
import { verifyEnvironments } from '../../functions/domain/verification/verify-environments.ts';
import type { Arguments } from '../arguments/option.ts';
import { CommandError } from '../command-error.ts';
import { EXIT, type ExitCode, exitCodeOf } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { printReport } from '../print-report.ts';
import { fewNames, withProgress } from '../progress.ts';
import { readSettings } from '../settings.ts';
import { type ComposedRun, composeRun } from './compose-run.ts';
import { loadConfiguration } from './load-configuration.ts';
import { readVerifyOptions } from './verify-options.ts';

/**
 * `verify`: judges environments from here and prints the report. Throws `CommandError` or
 * `PreflightError` for whatever kept it from judging.
 */
export async function verify(given: Arguments, io: Io): Promise<ExitCode> {
  const { format, strict, ...options } = readVerifyOptions(given);
  const configuration = loadConfiguration(options.configFile, io.directory);
  const environments = select(configuration, options.environments);
  const { localSecret } = options;
  const run = await composeRun({ configuration, environments, localSecret }, io);
  for (const note of run.notes) io.stderr.write(`${note}\n`);
  const names = fewNames(environments.map(({ name }) => name));
  const report = await withProgress(`Verifying ${names}`, io.stderr, () =>
    verifyInTime(run, environments, io),
  );
  io.signal.throwIfAborted();
  printReport(report, format, io);
  return exitCodeOf(report, { strict });
}

function select(
  configuration: Configuration,
  names: readonly string[],
): readonly EnvironmentExpectation[] {
  const selection = selectEnvironments(configuration, names);
  if (!selection.ok) throw new CommandError(selection.message, { exitCode: EXIT.configuration });
  return selection.environments;
}

/** What is still open at the end of the time is inconclusive, and reported as such. */
async function verifyInTime(
  { ports, expectations }: ComposedRun,
  environments: readonly EnvironmentExpectation[],
  io: Io,
): Promise<Report> {
  const { region } = readSettings(io.env);
  const batches = Math.ceil(environments.length / BOUNDS.environmentsAtOnce);
  const limitMs = BOUNDS.secretsMs + batches * BOUNDS.twilioMs;
  return await withTimeLimit({ clock: ports.clock, limitMs, parent: io.signal }, (signal) =>
    verifyEnvironments(
      {
        expectations,
        environments,
        trigger: 'cli',
        signal,
        ...(region === undefined ? {} : { defaultRegion: region }),
      },
      ports,
    ),
  );
}
