import type { Configuration } from '../../functions/configuration/configuration.ts';
import { selectEnvironments } from '../../functions/configuration/select-environments.ts';
import { CONFIGURATION_FILE } from '../../functions/contract.ts';
import { withTimeLimit } from '../../functions/domain/concurrency/time-limit.ts';
import type { EnvironmentExpectation } from '../../functions/domain/model/expectation.ts';
import { FOLLOW_UP_BOUNDS } from '../../functions/domain/model/follow-up.ts';
import {
  BOUNDS,
  type VerificationRequest,
  type WaitPolicy,
} from '../../functions/domain/verification/verification.ts';
import {
  type Investigation,
  investigateEnvironments,
} from '../../functions/domain/verification/verify-environments.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { fewNames, withProgress } from '../progress.ts';
import { readSettings } from '../settings.ts';
import { type ComposedRun, composeRun } from './compose-run.ts';
import { loadConfiguration } from './load-configuration.ts';
import type { VerifyOptions } from './verify-options.ts';

/** What is judged, and how long a rotation is waited for; absent: not at all. */
export interface InvestigationOptions
  extends Pick<VerifyOptions, 'configFile' | 'environments' | 'localSecret' | 'versionStage'> {
  readonly waitPolicy?: WaitPolicy;
}

/**
 * Judges the chosen environments from here, for every command that does so: notes and progress go to
 * stderr, nothing to stdout. Throws `CommandError` or `PreflightError` for whatever kept it from
 * judging, also the interruption.
 */
export async function investigate(
  { configFile, localSecret, ...options }: InvestigationOptions,
  io: Io,
): Promise<Investigation> {
  const configuration = loadConfiguration(configFile, io.directory);
  // The step that checks again names the file as the person did.
  const named = configFile === CONFIGURATION_FILE ? undefined : configFile;
  const environments = select(configuration, options.environments).map((one) => ({
    ...one,
    configFile: named,
  }));
  const run = await composeRun({ configuration, environments, localSecret }, io);
  for (const note of run.notes) io.stderr.write(`${note}\n`);
  const names = fewNames(environments.map(({ name }) => name));
  const investigation = await withProgress(`Verifying ${names}`, io.stderr, () =>
    investigateInTime(run, { ...options, environments }, io),
  );
  io.signal.throwIfAborted();
  return investigation;
}

/** The environments of these names, all of them for none; throws `CommandError` for an unknown one. */
export function select(
  configuration: Configuration,
  names: readonly string[],
): readonly EnvironmentExpectation[] {
  const selection = selectEnvironments(configuration, names);
  if (!selection.ok) throw new CommandError(selection.message, { exitCode: EXIT.configuration });
  return selection.environments;
}

/** What is still open at the end of the time is inconclusive, and reported as such. */
async function investigateInTime(
  { ports, expectations }: ComposedRun,
  request: Pick<VerificationRequest, 'environments' | 'versionStage' | 'waitPolicy'>,
  io: Io,
): Promise<Investigation> {
  const { region } = readSettings(io.env);
  const batches = Math.ceil(request.environments.length / BOUNDS.environmentsAtOnce);
  const attemptMs = BOUNDS.secretsMs + batches * (BOUNDS.twilioMs + FOLLOW_UP_BOUNDS.limitMs);
  const limitMs = attemptMs + (request.waitPolicy?.limitMs ?? 0);
  return await withTimeLimit({ clock: ports.clock, limitMs, parent: io.signal }, (signal) =>
    investigateEnvironments(
      {
        ...request,
        expectations,
        trigger: 'cli',
        signal,
        ...(region === undefined ? {} : { defaultRegion: region }),
      },
      ports,
    ),
  );
}
