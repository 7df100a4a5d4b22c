import type { Arguments, OptionTable } from './arguments/option.ts';
import { AUDIT_OPTIONS } from './audit/audit-options.ts';
import { DOCTOR_HELP } from './doctor/doctor-help.ts';
import { DOCTOR_OPTIONS } from './doctor/doctor-options.ts';
import type { ExitCode } from './exit-code.ts';
import { AUDIT_HELP, DIAGNOSE_HELP, HISTORY_HELP, INVOKE_HELP, VERIFY_HELP } from './help.ts';
import { HISTORY_OPTIONS } from './history/history-options.ts';
import { INVOKE_OPTIONS } from './invoke/invoke-options.ts';
import type { Io } from './io.ts';
import { VERIFY_OPTIONS } from './verify/verify-options.ts';

/** One command; its code is loaded only when it runs, since the AWS clients are most of the start. */
export interface Command {
  readonly options: OptionTable;
  readonly help: string;
  readonly run: (given: Arguments, io: Io) => Promise<ExitCode>;
}

/** The commands of this version. */
export const COMMANDS: ReadonlyMap<string, Command> = new Map([
  [
    'verify',
    {
      options: VERIFY_OPTIONS,
      help: VERIFY_HELP,
      run: async (given, io) => await (await import('./verify/verify.ts')).verify(given, io),
    },
  ],
  [
    'diagnose',
    {
      options: VERIFY_OPTIONS,
      help: DIAGNOSE_HELP,
      run: async (given, io) => await (await import('./diagnose/diagnose.ts')).diagnose(given, io),
    },
  ],
  [
    'audit',
    {
      options: AUDIT_OPTIONS,
      help: AUDIT_HELP,
      run: async (given, io) => await (await import('./audit/audit.ts')).audit(given, io),
    },
  ],
  [
    'invoke',
    {
      options: INVOKE_OPTIONS,
      help: INVOKE_HELP,
      run: async (given, io) => await (await import('./invoke/invoke.ts')).invoke(given, io),
    },
  ],
  [
    'history',
    {
      options: HISTORY_OPTIONS,
      help: HISTORY_HELP,
      run: async (given, io) => await (await import('./history/history.ts')).history(given, io),
    },
  ],
  [
    'doctor',
    {
      options: DOCTOR_OPTIONS,
      help: DOCTOR_HELP,
      run: async (given, io) => await (await import('./doctor/doctor.ts')).doctor(given, io),
    },
  ],
]);

/** Commands that are promised and not there yet: better said than suggested away. */
export const LATER_COMMANDS: readonly string[] = ['init', 'schema'];
