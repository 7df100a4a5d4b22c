import type { AlarmEntry, AlarmId } from './alarm-entry.ts';
import { FUNCTION_ALARM_ENTRIES } from './function-alarm-entries.ts';
import { VERIFICATION_ALARM_ENTRIES } from './verification-alarm-entries.ts';

/**
 * What to know about every alarm; the compiler asks for the entry of a new one. Like the entries of
 * causes it is read by the documents only, and stays out of the functions.
 */
export const ALARM_ENTRIES: Readonly<Record<AlarmId, AlarmEntry>> = {
  ...FUNCTION_ALARM_ENTRIES,
  ...VERIFICATION_ALARM_ENTRIES,
};
