import { type Command, exitCodes } from '../arguments/command.ts';
import { AWS_OPTIONS, JUDGING_OPTIONS, OPTIONS } from '../arguments/options.ts';
import { EXIT } from '../exit-code.ts';

/** `audit` in the table of commands. */
export const AUDIT: Command = {
  name: 'audit',
  summary: 'list the API keys of each declared account: how old, how labelled, whose',
  about:
    'Lists the API keys of each declared account and says what to look at: keys that are too old, wrongly labelled or in no declared secret, a key in a secret that is gone, a rotation that is off or late. It only reads, and deletes nothing. Twilio gives no last-used date of a key.',
  options: [OPTIONS.environments, OPTIONS.config, ...AWS_OPTIONS, ...JUDGING_OPTIONS],
  notes: [
    "The keys are listed with the auditor's credential; where it may not, with the Auth Token or the Main key in the environment's own secret. docs/key-audit.md explains each finding.",
    'AWS credentials and Region are those of the AWS CLI: AWS_PROFILE, AWS_REGION and so on.',
  ],
  examples: ['audit', 'audit --env production --format markdown'],
  exits: exitCodes(
    'Exit codes (they follow the findings, never the format, and never mode or onInconclusive)',
    [
      [EXIT.open, 'all is well, or there are only warnings'],
      [EXIT.failed, 'something failed: what is declared is not so, or the key in a secret is gone'],
      [EXIT.configuration, 'yours to fix: usage, configuration'],
      [
        EXIT.inconclusive,
        'could not check: nothing failed, but something could not be listed or read',
      ],
      [EXIT.warned, 'with --strict only: there is a warning'],
      [EXIT.defect, 'a defect in this program'],
    ],
  ),
  run: async (given, io) => await (await import('./audit.ts')).audit(given, io),
};
