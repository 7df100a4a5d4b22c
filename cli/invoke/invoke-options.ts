import { REGION } from '../../functions/configuration/schema/aws-rules.ts';
import { type Arguments, JUDGING_OPTIONS, type OptionTable } from '../arguments/option.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import { type OutcomeFormat, readOutcomeFormat } from '../rendering/formats.ts';
import { usageError } from '../usage-error.ts';

export const INVOKE_OPTIONS: OptionTable = {
  function: { kind: 'value' },
  env: { kind: 'list' },
  region: { kind: 'value' },
  'no-alerts': { kind: 'flag' },
  'test-call': { kind: 'flag' },
  yes: { kind: 'flag' },
  ...JUDGING_OPTIONS,
};

export interface InvokeOptions {
  /** Name, ARN, or either with an alias, as Lambda takes it. */
  readonly functionName: string;
  /** At least one. */
  readonly environments: readonly string[];
  /** Absent: the SDK's own chain (`AWS_REGION`, profile). */
  readonly region: string | undefined;
  /** False: the gate sends no alert of this run. */
  readonly alerts: boolean;
  /** The gate places the declared test call, which costs money. */
  readonly testCall: boolean;
  /** That is agreed to: the person is not asked. */
  readonly yes: boolean;
  readonly format: OutcomeFormat;
  readonly strict: boolean;
  /** Everything that is known, in the format for people. */
  readonly verbose: boolean;
}

/** The options of `invoke`; throws a usage error where one is missing or cannot be. */
export function readInvokeOptions(given: Arguments): InvokeOptions {
  const functionName = given.value('function');
  if (functionName === undefined) {
    throw usageError('--function is missing: the GateFunctionName of the deployed stack.');
  }
  const environments = given.list('env');
  if (environments.length === 0) {
    throw usageError('--env is missing: name at least one environment.');
  }
  return {
    functionName,
    environments,
    region: readRegion(given),
    alerts: !given.flag('no-alerts'),
    testCall: given.flag('test-call'),
    yes: given.flag('yes'),
    format: readOutcomeFormat(given),
    strict: given.flag('strict'),
    verbose: given.flag('verbose'),
  };
}

/** The value of `--region`. Refused here: a wrong Region later is only a host that does not resolve. */
export function readRegion(given: Arguments): string | undefined {
  const region = given.value('region');
  if (region === undefined || REGION.pattern.test(region)) return region;
  throw usageError(`--region ${shownArgument(region)} is not ${REGION.what}.`);
}
