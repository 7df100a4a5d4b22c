import type { Arguments, OptionTable } from '../arguments/option.ts';
import { type Format, readFormat } from '../arguments/read-format.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import { readRegion } from '../invoke/invoke-options.ts';
import { usageError } from '../usage-error.ts';

export const HISTORY_OPTIONS: OptionTable = {
  function: { kind: 'value' },
  env: { kind: 'list' },
  limit: { kind: 'value' },
  before: { kind: 'value' },
  region: { kind: 'value' },
  format: { kind: 'value' },
  help: { kind: 'flag', short: 'h' },
};

export interface HistoryOptions {
  /** Name, ARN, or either with an alias, as Lambda takes it. */
  readonly functionName: string;
  readonly environment: string;
  /** 1 to 100. */
  readonly limit: number;
  /** As typed: the gate says what is wrong with it. */
  readonly before: string | undefined;
  /** Absent: the SDK's own chain (`AWS_REGION`, profile). */
  readonly region: string | undefined;
  readonly format: Format;
}

const DEFAULT_LIMIT = 30;
const MOST = 100;

/** The options of `history`; throws a usage error where one is missing or cannot be. */
export function readHistoryOptions(given: Arguments): HistoryOptions {
  const functionName = given.value('function');
  if (functionName === undefined) {
    throw usageError('--function is missing: the GateFunctionName of the deployed stack.');
  }
  const [environment, ...others] = given.list('env');
  if (environment === undefined || others.length > 0) {
    throw usageError(
      `--env names the one environment whose history is shown (received ${others.length + (environment === undefined ? 0 : 1)}).`,
    );
  }
  return {
    functionName,
    environment,
    limit: readLimit(given),
    before: given.value('before'),
    region: readRegion(given),
    format: readFormat(given),
  };
}

function readLimit(given: Arguments): number {
  const value = given.value('limit');
  if (value === undefined) return DEFAULT_LIMIT;
  const limit = /^\d{1,3}$/.test(value) ? Number(value) : 0;
  if (limit >= 1 && limit <= MOST) return limit;
  throw usageError(`--limit ${shownArgument(value)} is not a whole number from 1 to ${MOST}.`);
}
