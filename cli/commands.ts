import type { Command } from './arguments/command.ts';
import { AUDIT } from './audit/audit-command.ts';
import { completionCommand } from './completion/completion-command.ts';
import { OVERRIDE, SNOOZE } from './control/control-commands.ts';
import { DIAGNOSE } from './diagnose/diagnose-command.ts';
import { DOCTOR } from './doctor/doctor-command.ts';
import { EXPLAIN } from './explain/explain-command.ts';
import { FLEET } from './fleet/fleet-command.ts';
import { HISTORY } from './history/history-command.ts';
import { INIT } from './init/init-command.ts';
import { INVOKE } from './invoke/invoke-command.ts';
import { SCHEMA } from './schema/schema-command.ts';
import { VERIFY } from './verify/verify-command.ts';

/** The commands of this version, in the order of the help. */
export const COMMANDS: readonly Command[] = [
  VERIFY,
  DIAGNOSE,
  EXPLAIN,
  AUDIT,
  INVOKE,
  FLEET,
  HISTORY,
  OVERRIDE,
  SNOOZE,
  DOCTOR,
  INIT,
  SCHEMA,
  completionCommand(() => COMMANDS),
];
