import type { RemediationStep } from '../../functions/domain/model/report.ts';

/** Alarms on a function itself. */
export const FUNCTION_ALARM_IDS = [
  'alarm.function-errors',
  'alarm.function-throttles',
  'alarm.dropped-events',
  'alarm.function-duration',
  'alarm.unanswered-gate',
] as const;

/** Alarms on what the functions find, or no longer find. */
export const VERIFICATION_ALARM_IDS = [
  'alarm.inconclusive-streak',
  'alarm.twilio-errors',
  'alarm.watch-not-run',
  'alarm.rotation-failed',
  'alarm.application-refused',
  'alarm.fleet-not-judged',
] as const;

/** The alarms there are; each is a heading of the runbook, and the anchor that the alarm links to. */
export const ALARM_IDS: readonly AlarmId[] = [...FUNCTION_ALARM_IDS, ...VERIFICATION_ALARM_IDS];

export type FunctionAlarmId = (typeof FUNCTION_ALARM_IDS)[number];
export type VerificationAlarmId = (typeof VERIFICATION_ALARM_IDS)[number];
export type AlarmId = FunctionAlarmId | VerificationAlarmId;

/**
 * What an on-call engineer needs to know about one alarm. Every text is Markdown of one paragraph;
 * commands hold placeholders in capitals, and a person with read access to the AWS account runs them.
 */
export interface AlarmEntry {
  /** The alarm in one line, without a full stop: for the index. */
  readonly title: string;
  /** How soon a person is needed: 2 now, 3 in working hours. */
  readonly severity: 2 | 3;
  /** What happened, and what it does to deployments. */
  readonly means: string;
  /** What the alarm does not say, or what sets it off without a fault. */
  readonly beware: string;
  /** In the order in which they are done: the first is what to look at first. Never empty. */
  readonly steps: readonly RemediationStep[];
  /** When the alarm goes off by itself. */
  readonly ends: string;
}
