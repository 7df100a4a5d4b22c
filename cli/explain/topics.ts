import { ALL_CHECKS } from '../../functions/domain/checks/all-checks.ts';
import { ALARM_ENTRIES } from '../../packaging/runbook/alarm-entries.ts';
import type { AlarmEntry } from '../../packaging/runbook/alarm-entry.ts';
import { RUNBOOK } from '../../packaging/runbook/runbook.ts';

/** A cause, a check or an alarm by its id, and the line that lists it. */
export interface Topic {
  readonly id: string;
  readonly title: string;
}

/** A cause as the terminal and JSON explain it, without Markdown. */
export interface CauseTopic extends Topic {
  readonly means: string;
  readonly proof: string;
  readonly ruledOutBy: string;
  readonly steps: readonly { readonly text: string; readonly command?: string | undefined }[];
  readonly avoid: string;
  readonly checks: readonly string[];
  readonly helpUrl: string;
}

/** A check, and the causes that keep it from passing. */
export interface CheckTopic extends Topic {
  readonly tier: string;
  readonly causes: readonly Topic[];
}

/** An alarm as the terminal and JSON explain it, without Markdown. `severity`: 2 now, 3 in working hours. */
export interface AlarmTopic extends Topic, Omit<AlarmEntry, 'title'> {}

/** Every cause of the runbook, in its order. */
export const CAUSES: readonly Topic[] = Object.entries(RUNBOOK).map(([id, { title }]) => ({
  id,
  title: plain(title),
}));

/** Every check, in the order of the report. */
export const CHECKS: readonly Topic[] = ALL_CHECKS.map(({ id, title }) => ({ id, title }));

const ALARM_TABLE: Readonly<Record<string, AlarmEntry>> = ALARM_ENTRIES;

/** Every alarm of the runbook, in its order. */
export const ALARMS: readonly Topic[] = Object.entries(ALARM_TABLE).map(([id, { title }]) => ({
  id,
  title: plain(title),
}));

export const TOPIC_IDS: readonly string[] = [...CAUSES, ...CHECKS, ...ALARMS].map(({ id }) => id);

/** The cause of this id, if there is one. */
export function causeTopic(id: string): CauseTopic | undefined {
  const entry = Object.hasOwn(RUNBOOK, id) ? RUNBOOK[id] : undefined;
  if (entry === undefined) return undefined;
  return {
    id,
    title: plain(entry.title),
    means: plain(entry.means),
    proof: plain(entry.proof),
    ruledOutBy: plain(entry.ruledOutBy),
    steps: plainSteps(entry.steps),
    avoid: plain(entry.avoid),
    checks: entry.checks,
    helpUrl: entry.helpUrl,
  };
}

/** The alarm of this id, if there is one. */
export function alarmTopic(id: string): AlarmTopic | undefined {
  const entry = Object.hasOwn(ALARM_TABLE, id) ? ALARM_TABLE[id] : undefined;
  if (entry === undefined) return undefined;
  const { title, severity, means, beware, steps, ends } = entry;
  return {
    id,
    title: plain(title),
    severity,
    means: plain(means),
    beware: plain(beware),
    steps: plainSteps(steps),
    ends: plain(ends),
  };
}

function plainSteps(steps: CauseTopic['steps']): CauseTopic['steps'] {
  return steps.map(({ text, command }) => ({ text: plain(text), command }));
}

/** The check of this id, if there is one. */
export function checkTopic(id: string): CheckTopic | undefined {
  const check = ALL_CHECKS.find((one) => one.id === id);
  if (check === undefined) return undefined;
  const { title, tier } = check;
  const causes = CAUSES.filter((cause) => RUNBOOK[cause.id]?.checks.includes(id));
  return { id, title, tier, causes };
}

/** Markdown of one paragraph as plain text: a link is what it is called. */
function plain(markdown: string): string {
  return markdown.replaceAll(/\[([^\]]+)\]\([^)]*\)/g, '$1').replaceAll('`', '');
}
