import { CONFIGURATION_FILE } from '../../functions/contract.ts';
import type { VersionStage } from '../../functions/domain/model/ports.ts';
import { VERSION_STAGES } from '../../functions/domain/model/version-stages.ts';
import { type Arguments, JUDGING_OPTIONS, type OptionTable } from '../arguments/option.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import { type OutcomeFormat, readOutcomeFormat } from '../rendering/formats.ts';
import { usageError } from '../usage-error.ts';

export const VERIFY_OPTIONS: OptionTable = {
  env: { kind: 'list' },
  config: { kind: 'value' },
  'local-secret': { kind: 'value' },
  'version-stage': { kind: 'value' },
  ...JUDGING_OPTIONS,
};

export interface VerifyOptions {
  /** Empty: every declared environment. */
  readonly environments: readonly string[];
  readonly configFile: string;
  /** A path, or `-` for standard input. */
  readonly localSecret: string | undefined;
  /** Which version of the secrets is judged. */
  readonly versionStage: VersionStage;
  readonly format: OutcomeFormat;
  readonly strict: boolean;
  /** Everything that is known, in the format for people. */
  readonly verbose: boolean;
}

/** The options of `verify`; throws a usage error where they do not fit together. */
export function readVerifyOptions(given: Arguments): VerifyOptions {
  const environments = given.list('env');
  const localSecret = given.value('local-secret');
  if (localSecret !== undefined && environments.length !== 1) {
    throw usageError(
      `--local-secret is the secret of one environment: name it with one --env (received ${environments.length}).`,
    );
  }
  const versionStage = readVersionStage(given);
  if (localSecret !== undefined && given.value('version-stage') !== undefined) {
    throw usageError('--version-stage is for secrets in AWS: a file has no versions.');
  }
  return {
    environments,
    configFile: given.value('config') ?? CONFIGURATION_FILE,
    localSecret,
    versionStage,
    format: readOutcomeFormat(given),
    strict: given.flag('strict'),
    verbose: given.flag('verbose'),
  };
}

function readVersionStage(given: Arguments): VersionStage {
  const value = given.value('version-stage') ?? 'AWSCURRENT';
  const stage = VERSION_STAGES.find((one) => one === value);
  if (stage !== undefined) return stage;
  throw usageError(
    `--version-stage ${shownArgument(value)} is not a stage that is read. Stages: ${VERSION_STAGES.join(', ')}.`,
  );
}
