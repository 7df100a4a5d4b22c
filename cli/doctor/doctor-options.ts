import { REGION } from '../../functions/configuration/schema/aws-rules.ts';
import { CONFIGURATION_FILE } from '../../functions/contract.ts';
import { type Arguments, COMMON_OPTIONS, type OptionTable } from '../arguments/option.ts';
import { type Format, readFormat } from '../arguments/read-format.ts';
import { shownArgument } from '../arguments/shown-argument.ts';
import { usageError } from '../usage-error.ts';

const { strict: _notHere, ...COMMON } = COMMON_OPTIONS;

export const DOCTOR_OPTIONS: OptionTable = {
  config: { kind: 'value' },
  topic: { kind: 'value' },
  function: { kind: 'value' },
  region: { kind: 'value' },
  ...COMMON,
};

export interface DoctorOptions {
  readonly configFile: string;
  /** ARN of the alert topic, or the function that knows it; neither: subscriptions are not looked at. */
  readonly topicArn: string | undefined;
  readonly functionName: string | undefined;
  /** Default: `AWS_REGION`, or that of the profile. */
  readonly region: string | undefined;
  readonly format: Format;
}

const TOPIC_ARN = /^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$/;

/** The options of `doctor`; throws a usage error where they do not fit together. */
export function readDoctorOptions(given: Arguments): DoctorOptions {
  const topicArn = given.value('topic');
  const functionName = given.value('function');
  const region = given.value('region');
  if (topicArn !== undefined && functionName !== undefined) {
    throw usageError('Give --topic or --function: the function tells its topics by itself.');
  }
  if (topicArn !== undefined && !TOPIC_ARN.test(topicArn)) {
    throw usageError(
      `--topic ${shownArgument(topicArn)} is not the ARN of a topic: AlertTopicArn in the outputs of the stack.`,
    );
  }
  if (region !== undefined && !REGION.pattern.test(region)) {
    throw usageError(`--region ${shownArgument(region)} is not ${REGION.what}.`);
  }
  return {
    configFile: given.value('config') ?? CONFIGURATION_FILE,
    topicArn,
    functionName,
    region,
    format: readFormat(given),
  };
}
