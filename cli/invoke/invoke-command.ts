import { type Command, VERDICT_EXITS } from '../arguments/command.ts';
import { AWS_OPTIONS, JUDGING_OPTIONS, OPTIONS } from '../arguments/options.ts';

/** `invoke` in the table of commands. */
export const INVOKE: Command = {
  name: 'invoke',
  summary: 'ask the deployed gate, and turn its report into an exit code',
  about: 'Asks the deployed gate and turns its report into an exit code.',
  required: [OPTIONS.function, OPTIONS.environments],
  options: [OPTIONS.noAlerts, OPTIONS.testCall, OPTIONS.yes, ...AWS_OPTIONS, ...JUDGING_OPTIONS],
  notes: ['The caller needs lambda:InvokeFunction.'],
  examples: ['invoke --function Preflight-Gate1A2B --env production --region us-east-1'],
  exits: VERDICT_EXITS,
  run: async (given, io) => await (await import('./invoke.ts')).invoke(given, io),
};
