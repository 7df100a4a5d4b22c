import { type Command, VERDICT_EXITS } from '../arguments/command.ts';
import { AWS_OPTIONS, JUDGING_OPTIONS, OPTIONS } from '../arguments/options.ts';

/** `diagnose` in the table of commands. */
export const DIAGNOSE: Command = {
  name: 'diagnose',
  summary: 'judge one environment, and show what was asked, why, and what each answer meant',
  about:
    'Judges one environment as verify does, and shows the reasoning before the report: what was asked, why, the answer, and what it proved or ruled out. Further questions only read, at most 12 requests.',
  required: [OPTIONS.environment],
  options: [
    OPTIONS.config,
    OPTIONS.localSecret,
    OPTIONS.fromVariables,
    OPTIONS.versionStage,
    ...AWS_OPTIONS,
    ...JUDGING_OPTIONS,
  ],
  notes: [
    'The formats pretty and json show the reasoning; json is { "report": …, "trace": … }. A rotation is not waited for: it is the moment that is explained.',
    'AWS credentials and Region are those of the AWS CLI: AWS_PROFILE, AWS_REGION and so on. docs/runbook.md has a heading for every cause.',
  ],
  examples: ['diagnose --env production'],
  exits: VERDICT_EXITS,
  run: async (given, io) => await (await import('./diagnose.ts')).diagnose(given, io),
};
