import { REGION, SECRET_ID } from '../../functions/configuration/schema/aws-rules.ts';
import { CONFIGURATION_FILE } from '../../functions/contract.ts';
import { VERSION_STAGES } from '../../functions/domain/model/version-stages.ts';
import { OUTCOME_FORMATS } from '../rendering/formats.ts';
import { FLEET_OPTIONS } from './fleet-options.ts';
import { choice, flag, list, type Option, value } from './option.ts';

/** The formats of a command that judges nothing: text for a person, or the command's JSON document. */
export type Format = 'pretty' | 'json';

const ONE_ENVIRONMENT = { pattern: /^[^,]+$/, what: 'the name of one environment' } as const;

/** Every option of every command: parsing, errors, help texts and completion are made of these rows. */
export const OPTIONS = {
  ...FLEET_OPTIONS,
  environments: list({
    name: 'env',
    value: 'NAME',
    text: 'an environment; repeat it, or separate names by commas',
    missing: 'name at least one environment',
    otherwise: 'every declared environment',
    completes: 'environments',
  }),
  environment: value({
    name: 'env',
    value: 'NAME',
    text: 'the environment',
    missing: 'name one environment',
    rule: ONE_ENVIRONMENT,
    completes: 'environments',
  }),
  localSecret: value({
    name: 'local-secret',
    value: 'FILE',
    text: 'read the secret of the one --env from FILE, or from standard input with -, and ask AWS for nothing',
    completes: 'files',
  }),
  fromVariables: flag({
    name: 'from-variables',
    text: 'read TWILIO_ACCOUNT_SID and so on of this process and ask AWS for nothing; one --env is what they are compared with, and without it no configuration is needed',
  }),
  versionStage: choice({
    name: 'version-stage',
    value: 'STAGE',
    text: 'judge this version of the secrets; AWSPENDING is one before it is promoted',
    choices: VERSION_STAGES,
    default: 'AWSCURRENT',
  }),
  function: value({
    name: 'function',
    value: 'NAME',
    text: 'name or ARN of the gate: GateFunctionName in the outputs of the stack',
    missing: 'the GateFunctionName of the deployed stack',
  }),
  controlFunction: value({
    name: 'function',
    value: 'NAME',
    text: 'name or ARN of the control function: ControlFunctionName in the outputs of the stack',
    missing: 'the ControlFunctionName of the deployed stack',
  }),
  execution: value({
    name: 'execution',
    value: 'ID',
    text: 'the id of the pipeline execution, as the alert names it',
    missing: 'the id of the pipeline execution',
    rule: {
      pattern: /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/,
      what: 'the id of a pipeline execution, as 12345678-1234-1234-1234-123456789012',
    },
  }),
  minutes: value({
    name: 'minutes',
    value: 'NUMBER',
    text: 'for how long, 1 to 1440',
    missing: 'for how long, 1 to 1440 minutes',
    rule: {
      pattern: /^(?:[1-9][0-9]{0,2}|1[0-3][0-9]{2}|14[0-3][0-9]|1440)$/,
      what: 'a whole number from 1 to 1440',
    },
  }),
  hours: value({
    name: 'hours',
    value: 'NUMBER',
    text: 'for how long, 1 to 168',
    missing: 'for how long, 1 to 168 hours',
    rule: {
      pattern: /^(?:[1-9][0-9]?|1[0-5][0-9]|16[0-8])$/,
      what: 'a whole number from 1 to 168',
    },
  }),
  reason: value({
    name: 'reason',
    value: 'TEXT',
    text: 'why, for all who are notified; at most 200 characters, no secret',
    missing: 'say why',
    rule: { pattern: /^.{1,200}$/, what: 'a line of 1 to 200 characters' },
  }),
  list: flag({
    name: 'list',
    text: 'show what is set, and what ended in the last 30 days',
  }),
  revoke: value({
    name: 'revoke',
    value: 'ID',
    text: 'end the one of this id now, as --list shows it',
  }),
  topic: value({
    name: 'topic',
    value: 'ARN',
    text: 'in place of --function, the alert topic (AlertTopicArn) whose subscriptions are checked; without either none are',
    rule: {
      pattern: /^arn:aws[a-z-]*:sns:[a-z0-9-]+:[0-9]{12}:[A-Za-z0-9_-]{1,256}$/,
      what: 'the ARN of a topic: AlertTopicArn in the outputs of the stack',
    },
  }),
  noAlerts: flag({
    name: 'no-alerts',
    text: 'notify no one of this run; without it the gate alerts as in any run',
  }),
  testCall: flag({
    name: 'test-call',
    text: 'let the gate place the declared test call or message, which costs money; asks before, on a terminal',
  }),
  yes: flag({
    name: 'yes',
    text: 'do not ask for confirmation',
  }),
  limit: value({
    name: 'limit',
    value: 'NUMBER',
    text: 'runs to show, 1 to 100',
    default: '30',
    rule: { pattern: /^(?:[1-9][0-9]?|100)$/, what: 'a whole number from 1 to 100' },
  }),
  before: value({
    name: 'before',
    value: 'TIME',
    text: 'only runs before a day or a time in UTC, such as 2026-11-22T03:00:00Z',
  }),
  region: value({
    name: 'region',
    value: 'REGION',
    text: 'the AWS Region',
    otherwise: 'AWS_REGION, or that of the profile',
    rule: REGION,
  }),
  profile: value({
    name: 'profile',
    value: 'NAME',
    text: 'the profile of the AWS CLI whose credentials are used',
    otherwise: 'AWS_PROFILE',
  }),
  config: value({
    name: 'config',
    value: 'FILE',
    text: 'the configuration',
    default: CONFIGURATION_FILE,
    completes: 'files',
  }),
  declared: list({
    name: 'env',
    value: 'NAME=SECRET:SID',
    text: 'an environment, its secret and the Account SID that it must be; repeat it for each',
    missing: 'NAME=SECRET:SID, once for each environment',
  }),
  auditor: value({
    name: 'auditor',
    value: 'SECRET',
    text: "the secret of a Main key or of the parent's Auth Token, which may read your accounts",
    rule: SECRET_ID,
    otherwise: 'none',
  }),
  readSecrets: flag({
    name: 'read-secrets',
    text: 'read the values of candidate secrets, to know what they hold by the names of their fields; no value is shown',
  }),
  sharedAccounts: flag({
    name: 'shared-accounts',
    text: 'environments of one account share it on purpose',
  }),
  email: list({
    name: 'email',
    value: 'ADDRESS',
    text: 'an email address that gets alerts; repeat it, or separate several by commas',
    otherwise: 'none',
  }),
  sms: list({
    name: 'sms',
    value: 'NUMBER',
    text: 'a phone number in E.164 that gets alerts, in the same way',
    otherwise: 'none',
  }),
  newConfig: value({
    name: 'config',
    value: 'FILE',
    text: 'the file to write',
    default: CONFIGURATION_FILE,
    completes: 'files',
  }),
  force: flag({
    name: 'force',
    text: 'replace the file if it exists',
  }),
  outcomeFormat: choice({
    name: 'format',
    value: 'FORMAT',
    text: 'how the result is printed on stdout; all else goes to stderr',
    choices: OUTCOME_FORMATS,
    default: 'pretty',
  }),
  format: choice<Format>({
    name: 'format',
    value: 'FORMAT',
    text: 'how the result is printed on stdout; all else goes to stderr',
    choices: ['pretty', 'json'],
    default: 'pretty',
  }),
  verbose: flag({
    name: 'verbose',
    text: 'every step, the evidence, all checks and request ids, in pretty',
  }),
  strict: flag({
    name: 'strict',
    text: 'a warning ends with exit code 4',
  }),
  noColor: flag({
    name: 'no-color',
    text: 'no colour, whatever the terminal and the variables say',
  }),
  help: flag({ name: 'help', short: 'h', text: 'this text' }),
};

/** What the command line takes after every command; its help lists those that mean something there. */
export const COMMON_OPTIONS: readonly Option[] = [
  OPTIONS.config,
  OPTIONS.verbose,
  OPTIONS.strict,
  OPTIONS.noColor,
  OPTIONS.help,
];

/** Of a command that asks AWS. */
export const AWS_OPTIONS: readonly Option[] = [OPTIONS.region, OPTIONS.profile];

/** Of a command that judges. */
export const JUDGING_OPTIONS: readonly Option[] = [
  OPTIONS.outcomeFormat,
  OPTIONS.verbose,
  OPTIONS.strict,
];
