import { type Command, exitCodes } from '../arguments/command.ts';
import { AWS_OPTIONS, OPTIONS } from '../arguments/options.ts';
import { EXIT } from '../exit-code.ts';

const { controlFunction, environment, list, revoke, yes, format } = OPTIONS;

const COMMON = {
  required: [controlFunction],
  notes: [
    'The caller needs lambda:InvokeFunction on the control function, a permission of its own. The ARN of the caller is kept and shown; the id of the request beside it proves it, by CloudTrail.',
  ],
  exits: exitCodes('Exit codes', [
    [EXIT.open, 'it was set, listed or revoked'],
    [
      EXIT.configuration,
      'yours to fix: usage, no confirmation, an unknown environment, one that is set already, no right to invoke',
    ],
    [EXIT.inconclusive, 'Lambda or the table of runs gave no answer'],
    [EXIT.defect, 'a defect in this program or in the function'],
  ]),
};

/** `override` in the table of commands. */
export const OVERRIDE: Command = {
  ...COMMON,
  name: 'override',
  summary: 'open the gate for one pipeline execution, while it cannot check',
  about:
    'Opens the gate for one execution of a pipeline although its verdict is inconclusive, for at most a day; never for a fail. Retry the stage afterwards. The alert topic is notified when it is set, used, and ended.',
  options: [
    environment,
    OPTIONS.execution,
    OPTIONS.minutes,
    OPTIONS.reason,
    list,
    revoke,
    yes,
    ...AWS_OPTIONS,
    format,
  ],
  notes: [
    'To open the gate, give --env, --execution, --minutes and --reason. --list shows what is set, --revoke ends it.',
    ...COMMON.notes,
  ],
  examples: ['override --function Preflight-Control1A2B --list'],
  run: async (given, io) => await (await import('./control.ts')).control('override', given, io),
};

/** `snooze` in the table of commands. */
export const SNOOZE: Command = {
  ...COMMON,
  name: 'snooze',
  summary: 'hold back reminders and alerts of the watch for a while',
  about:
    'Holds back reminders and alerts of the watch for one environment, for at most a week. A gate that blocks alerts as before. The alert topic is notified when it is set and when it has ended.',
  options: [environment, OPTIONS.hours, OPTIONS.reason, list, revoke, yes, ...AWS_OPTIONS, format],
  examples: [
    'snooze --function Control1A2B --env production --hours 8 --reason outage',
    'snooze --function Preflight-Control1A2B --revoke snooze/production',
  ],
  run: async (given, io) => await (await import('./control.ts')).control('snooze', given, io),
};
