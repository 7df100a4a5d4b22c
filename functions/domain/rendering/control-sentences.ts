import type { Control } from '../model/control.ts';
import type { EnvironmentReport } from '../model/report.ts';
import { momentText } from '../text/moment.ts';

/** Why a gate is open although its verdict is inconclusive: completes "production: …". */
export function overrideSentence({
  by,
  until,
  reason,
}: NonNullable<EnvironmentReport['override']>): string {
  const who = by === undefined ? '' : ` by ${by}`;
  return `the gate is open only because of an override${who}, until ${momentText(until)}: "${reason}"`;
}

/** That alerts are held back, for a report. */
export function snoozeSentence({ environment, by, endsAt, reason }: Control): string {
  const who = by === undefined ? '' : ` by ${by}`;
  return `${environment}: reminders and alerts of the watch are snoozed${who} until ${momentText(endsAt)}: "${reason}"`;
}
