import { CONFIGURATION_FILE } from '../../functions/contract.ts';
import { type Arguments, JUDGING_OPTIONS, type OptionTable } from '../arguments/option.ts';
import { type OutcomeFormat, readOutcomeFormat } from '../rendering/formats.ts';

export const AUDIT_OPTIONS: OptionTable = {
  env: { kind: 'list' },
  config: { kind: 'value' },
  ...JUDGING_OPTIONS,
};

export interface AuditOptions {
  /** Empty: every declared environment. */
  readonly environments: readonly string[];
  readonly configFile: string;
  readonly format: OutcomeFormat;
  readonly strict: boolean;
  /** Everything that is known, in the format for people. */
  readonly verbose: boolean;
}

/** The options of `audit`; throws a usage error for a format that is none. */
export function readAuditOptions(given: Arguments): AuditOptions {
  return {
    environments: given.list('env'),
    configFile: given.value('config') ?? CONFIGURATION_FILE,
    format: readOutcomeFormat(given),
    strict: given.flag('strict'),
    verbose: given.flag('verbose'),
  };
}
