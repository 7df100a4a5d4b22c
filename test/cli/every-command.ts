// Before any clock passes: commands load their code when they run.
import '../../cli/audit/audit.ts';
import '../../cli/control/control.ts';
import '../../cli/diagnose/diagnose.ts';
import '../../cli/doctor/doctor.ts';
import '../../cli/history/history.ts';
import '../../cli/init/init.ts';
import '../../cli/invoke/invoke.ts';
import '../../cli/verify/verify.ts';

/** Every command that asks a service. */
export const COMMANDS: readonly (readonly string[])[] = [
  ['verify', '--env', 'production', '--verbose'],
  ['diagnose', '--env', 'production'],
  ['audit', '--env', 'production'],
  ['invoke', '--function', 'gate', '--env', 'production'],
  ['history', '--function', 'gate', '--env', 'production'],
  ['override', '--function', 'gate', '--list'],
  [
    ...['override', '--function', 'gate', '--env', 'production', '--yes', '--reason', 'outage'],
    ...['--execution', '4f2b9e1c-0d7a-4c53-9a68-1b2c3d4e5f60', '--minutes', '30'],
  ],
  [
    ...['snooze', '--function', 'gate', '--env', 'production', '--yes', '--reason', 'outage'],
    ...['--hours', '1'],
  ],
  ['doctor', '--function', 'gate'],
];
