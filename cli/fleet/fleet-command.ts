import { type Command, exitCodes } from '../arguments/command.ts';
import { AWS_OPTIONS, JUDGING_OPTIONS, OPTIONS } from '../arguments/options.ts';
import { EXIT } from '../exit-code.ts';

/** `fleet` in the table of commands. */
export const FLEET: Command = {
  name: 'fleet',
  summary: 'verify every member of the declared fleet',
  about:
    'Verifies every member of the declared fleet, and prints one report: how many have which verdict, the causes, the worst members. With --local it does so in this process. With --state-machine it starts a run of the deployed state machine and follows it to its end.',
  options: [
    OPTIONS.stateMachine,
    OPTIONS.onlyFailedOf,
    OPTIONS.local,
    OPTIONS.results,
    OPTIONS.config,
    ...AWS_OPTIONS,
    ...JUDGING_OPTIONS,
  ],
  notes: [
    'The caller needs states:StartExecution on the state machine, states:DescribeExecution and states:ListMapRuns on its executions, and states:DescribeMapRun on its Map Runs. An interruption ends the waiting, not the run.',
    'With --local the caller needs what the deployed functions may: read the list of members, list and read their secrets. An interruption keeps what is in the file of --results; members that passed there are not asked again.',
  ],
  examples: [
    'fleet --state-machine arn:aws:states:us-east-1:111111111111:stateMachine:FLEET',
    'fleet --local --results results.jsonl',
  ],
  exits: exitCodes('Exit codes (they follow the verdict, never the format)', [
    [EXIT.open, 'pass, or warn: within what is tolerated'],
    [EXIT.failed, 'more members failed than are tolerated'],
    [EXIT.configuration, 'yours to fix: usage, configuration, no right to start the run'],
    [
      EXIT.inconclusive,
      'could not check: too many members are inconclusive, or the run has no report',
    ],
    [EXIT.warned, 'with --strict only: the verdict is warn'],
    [EXIT.defect, 'a defect in this program'],
  ]),
  run: async (given, io) => await (await import('./fleet.ts')).fleet(given, io),
};
