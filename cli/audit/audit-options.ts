import { nearestName } from '../../functions/configuration/nearest-name.ts';
import { CONFIGURATION_FILE } from '../../functions/contract.ts';
import { type Arguments, COMMON_OPTIONS, type OptionTable } from '../arguments/option.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import { usageError } from '../usage-error.ts';

export const AUDIT_OPTIONS: OptionTable = {
  env: { kind: 'list' },
  config: { kind: 'value' },
  ...COMMON_OPTIONS,
};

const AUDIT_FORMATS = ['pretty', 'json', 'junit', 'github', 'markdown'] as const;

/** `pretty` is a table for a person, `json` what the audit function returns; the rest is for other tools. */
export type AuditFormat = (typeof AUDIT_FORMATS)[number];

export interface AuditOptions {
  /** Empty: every declared environment. */
  readonly environments: readonly string[];
  readonly configFile: string;
  readonly format: AuditFormat;
  readonly strict: boolean;
}

/** The options of `audit`; throws a usage error for a format that is none. */
export function readAuditOptions(given: Arguments): AuditOptions {
  return {
    environments: given.list('env'),
    configFile: given.value('config') ?? CONFIGURATION_FILE,
    format: readAuditFormat(given.value('format') ?? 'pretty'),
    strict: given.flag('strict'),
  };
}

function readAuditFormat(value: string): AuditFormat {
  const format = AUDIT_FORMATS.find((one) => one === value);
  if (format !== undefined) return format;
  const nearest = nearestName(value, AUDIT_FORMATS);
  const hint =
    nearest === undefined ? `There are: ${AUDIT_FORMATS.join(', ')}.` : `Did you mean ${nearest}?`;
  throw usageError(`Unknown format ${shownArgument(value)}. ${hint}`);
}
