import { withTimeLimit } from '../../functions/domain/concurrency/time-limit.ts';
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
import type { Io } from '../io.ts';
import { fewNames, withProgress } from '../progress.ts';
import { readSettings } from '../settings.ts';
import { chooseEnvironments } from './choose-environments.ts';
import { type ComposedRun, composeRun } from './compose-run.ts';

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
  const { expectations, environments, local } = await chooseEnvironments(given, names, io);
  const run = await composeRun(expectations, local, io);
  for (const note of run.notes) io.stderr.write(`${note}\n`);
  const shown = fewNames(environments.map(({ name }) => name));
  const versionStage = given.choice(OPTIONS.versionStage);
  const investigation = await withProgress(`Verifying ${shown}`, io, () =>
    investigateInTime(run, { environments, versionStage, waitPolicy }, io),
  );
  io.signal.throwIfAborted();
  return investigation;
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
