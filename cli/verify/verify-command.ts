import { type Command, VERDICT_EXITS } from '../arguments/command.ts';
import { AWS_OPTIONS, JUDGING_OPTIONS, OPTIONS } from '../arguments/options.ts';

/** `verify` in the table of commands. */
export const VERIFY: Command = {
  name: 'verify',
  summary: 'judge environments from here, with your AWS credentials, a file or variables',
  about: 'Judges environments from here: reads each secret, asks Twilio, prints the report.',
  options: [
    OPTIONS.environments,
    OPTIONS.config,
    OPTIONS.localSecret,
    OPTIONS.fromVariables,
    OPTIONS.versionStage,
    ...AWS_OPTIONS,
    ...JUDGING_OPTIONS,
  ],
  notes: [
    'While a rotation is under way AWSCURRENT is read again for up to 60 s.',
    'AWS credentials and Region are those of the AWS CLI: AWS_PROFILE, AWS_REGION and so on.',
  ],
  examples: [
    'verify',
    'verify --env staging,production --format json',
    'verify --env production --local-secret credentials.json',
    'verify --from-variables',
  ],
  exits: VERDICT_EXITS,
  run: async (given, io) => await (await import('./verify.ts')).verify(given, io),
};
