import { type Command, exitCodes } from '../arguments/command.ts';
import { AWS_OPTIONS, OPTIONS } from '../arguments/options.ts';
import { EXIT } from '../exit-code.ts';

/** `init` in the table of commands. */
export const INIT: Command = {
  name: 'init',
  summary: 'write preflight.config.json: asks on a terminal, else takes options',
  about:
    "Writes a configuration that is valid: which environments there are, the secret and the Twilio account of each, and who gets alerts. On a terminal it asks for what no option gives; elsewhere, and with --yes, it asks nothing. No secret's value is ever shown.",
  options: [
    OPTIONS.declared,
    OPTIONS.auditor,
    OPTIONS.readSecrets,
    OPTIONS.sharedAccounts,
    OPTIONS.email,
    OPTIONS.sms,
    OPTIONS.newConfig,
    OPTIONS.force,
    OPTIONS.yes,
    ...AWS_OPTIONS,
  ],
  notes: [
    'The Account SID is yours to give, by option or by choosing it: taken from the secret, it would vouch for a swapped secret. After it, :api-key, :auth-token, :oauth-client or :test says what the secret holds; otherwise AWS is asked for the type of the secret, and an API key is assumed.',
    'With --auditor that secret is read and used once, to list your accounts at Twilio: their parents and types are then declared too. The caller needs the permissions of docs/permissions.md.',
  ],
  examples: ['init', 'init --env production=prod/twilio:ACdfb5b35a454c6996821c13b13e6f33ed'],
  exits: exitCodes('Exit codes', [
    [EXIT.open, 'the configuration was written'],
    [
      EXIT.configuration,
      'nothing was written: usage, an option that is missing, a file that exists, a no',
    ],
    [EXIT.inconclusive, 'nothing was written: AWS or Twilio gave no answer in time'],
    [EXIT.defect, 'a defect in this program'],
  ]),
  run: async (given, io) => await (await import('./init.ts')).init(given, io),
};
