import type { Configuration } from '../../functions/configuration/configuration.ts';
import { selectEnvironments } from '../../functions/configuration/select-environments.ts';
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
import type { Arguments } from '../arguments/option.ts';
import { OPTIONS } from '../arguments/options.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-code.ts';
import type { Io } from '../io.ts';
import { fewNames, withProgress } from '../progress.ts';
import { readSettings } from '../settings.ts';
import { usageError } from '../usage-error.ts';
import { type ComposedRun, composeRun } from './compose-run.ts';
import { loadConfiguration } from './load-configuration.ts';

/** What is judged, and how long a rotation is waited for; absent: not at all. */
export interface InvestigationOptions {
  readonly given: Arguments;
  /** Of the environments; empty: every declared one. */
  readonly names: readonly string[];
  readonly waitPolicy?: WaitPolicy | undefined;
}

/**
 * Judges the chosen environments from here, for every command that does so: notes and progress go to
 * stderr, nothing to stdout. Throws `CommandError` or `PreflightError` for whatever kept it from
 * judging, also the interruption.
 */
export async function investigate(
  { given, names, waitPolicy }: InvestigationOptions,
  io: Io,
): Promise<Investigation> {
  const localSecret = readLocalSecret(given, names);
  const configuration = loadConfiguration(given, io);
  // The step that checks again names the file as the person did.
  const configFile = given.value(OPTIONS.config);
  const environments = select(configuration, names).map((one) => ({ ...one, configFile }));
  const run = await composeRun({ configuration, environments, localSecret }, io);
  for (const note of run.notes) io.stderr.write(`${note}\n`);
  const shown = fewNames(environments.map(({ name }) => name));
  const versionStage = given.choice(OPTIONS.versionStage);
  const investigation = await withProgress(`Verifying ${shown}`, io, () =>
    investigateInTime(run, { environments, versionStage, waitPolicy }, io),
  );
  io.signal.throwIfAborted();
  return investigation;
}

/** The value of `--local-secret`; throws a usage error where other options do not fit it. */
function readLocalSecret(given: Arguments, names: readonly string[]): string | undefined {
  const localSecret = given.value(OPTIONS.localSecret);
  if (localSecret === undefined) return undefined;
  if (names.length !== 1) {
    throw usageError(
      `--local-secret is the secret of one environment: name it with one --env (received ${names.length}).`,
    );
  }
  if (given.has(OPTIONS.versionStage)) {
    throw usageError('--version-stage is for secrets in AWS: a file has no versions.');
  }
  return localSecret;
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
