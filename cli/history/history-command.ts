import { type Command, exitCodes } from '../arguments/command.ts';
import { AWS_OPTIONS, OPTIONS } from '../arguments/options.ts';
import { EXIT } from '../exit-code.ts';

/** `history` in the table of commands. */
export const HISTORY: Command = {
  name: 'history',
  summary: 'what the deployed gate found of an environment, and who or what asked',
  about:
    'Shows what the deployed gate found of an environment: its present state, and its runs, the newest first, each with who or what asked for it. Nothing is verified.',
  required: [OPTIONS.function, OPTIONS.environment],
  options: [OPTIONS.limit, OPTIONS.before, ...AWS_OPTIONS, OPTIONS.format],
  notes: [
    "The caller needs lambda:InvokeFunction, and no right to the table. A run that a person asked for is shown by the id of its request; with it CloudTrail names the caller, where Lambda's data events are on.",
  ],
  examples: ['history --function Preflight-Gate1A2B --env production'],
  exits: exitCodes('Exit codes', [
    [EXIT.open, 'the history was shown, whatever it says'],
    [
      EXIT.configuration,
      'yours to fix: usage, an unknown environment, a gate without a history, no right to invoke',
    ],
    [EXIT.inconclusive, 'Lambda gave no answer'],
    [EXIT.defect, 'a defect in this program or in the gate'],
  ]),
  run: async (given, io) => await (await import('./history.ts')).history(given, io),
};
