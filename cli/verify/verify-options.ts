import { CONFIGURATION_FILE } from '../../functions/contract.ts';
import { type Arguments, COMMON_OPTIONS, type OptionTable } from '../arguments/option.ts';
import { type Format, readFormat } from '../arguments/read-format.ts';
import { usageError } from '../usage-error.ts';

export const VERIFY_OPTIONS: OptionTable = {
  env: { kind: 'list' },
  config: { kind: 'value' },
  'local-secret': { kind: 'value' },
  ...COMMON_OPTIONS,
};

export interface VerifyOptions {
  /** Empty: every declared environment. */
  readonly environments: readonly string[];
  readonly configFile: string;
  /** A path, or `-` for standard input. */
  readonly localSecret: string | undefined;
  readonly format: Format;
  readonly strict: boolean;
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
  return {
    environments,
    configFile: given.value('config') ?? CONFIGURATION_FILE,
    localSecret,
    format: readFormat(given),
    strict: given.flag('strict'),
  };
}
