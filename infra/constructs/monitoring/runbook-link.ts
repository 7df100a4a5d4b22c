/** The runbook as people find it without knowing where the repository is kept. */
export const DEFAULT_RUNBOOK_URL = 'docs/runbook.md';

/** Headings of the runbook that alarms lead to; a test holds them to the document. */
export type RunbookHeading =
  | 'alarm.function-errors'
  | 'alarm.function-throttles'
  | 'alarm.dropped-events'
  | 'alarm.function-duration'
  | 'alarm.unanswered-gate'
  | 'alarm.inconclusive-streak'
  | 'alarm.twilio-errors'
  | 'alarm.watch-not-run'
  | 'alarm.rotation-failed'
  | 'alarm.application-refused'
  | 'alarm.fleet-not-judged';

/** The heading in the runbook: Markdown renderers make its anchor of its text without the dot. */
export function runbookLink(runbookUrl: string, heading: RunbookHeading): string {
  return `${runbookUrl}#${heading.replace('.', '')}`;
}
