import { type Command, exitCodes } from '../arguments/command.ts';
import { AWS_OPTIONS, OPTIONS } from '../arguments/options.ts';
import { EXIT } from '../exit-code.ts';

/** `doctor` in the table of commands. */
export const DOCTOR: Command = {
  name: 'doctor',
  summary: 'check what surrounds a verification: AWS, secrets, who gets alerts, the network',
  about:
    "Checks what surrounds a verification and says what to fix: this machine, the configuration, your AWS credentials, each declared secret, who gets alerts, Twilio's hosts. It reads no secret's value, sends no credential to Twilio, and changes nothing.",
  options: [OPTIONS.config, OPTIONS.function, OPTIONS.topic, ...AWS_OPTIONS, OPTIONS.format],
  notes: [
    'With --function the subscriptions of the topics are checked that the gate sends alerts to.',
    'The caller needs the permissions of docs/permissions.md; what is denied is reported as not checked.',
  ],
  examples: ['doctor --function Preflight-Gate1A2B --region us-east-1'],
  exits: exitCodes('Exit codes', [
    [EXIT.open, 'nothing is wrong'],
    [EXIT.failed, 'something is wrong: the table says what to do'],
    [EXIT.configuration, 'usage'],
    [EXIT.inconclusive, 'nothing is wrong, but something could not be checked'],
    [EXIT.defect, 'a defect in this program'],
  ]),
  run: async (given, io) => await (await import('./doctor.ts')).doctor(given, io),
};
