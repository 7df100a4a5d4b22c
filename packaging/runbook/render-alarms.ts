import { ALARM_ENTRIES } from './alarm-entries.ts';
import { ALARM_IDS, type AlarmEntry, type AlarmId } from './alarm-entry.ts';
import { anchorOf, renderStep, sentence } from './markdown.ts';

/** The part of the runbook on alarms: an index, and a heading per alarm whose text is the alarm's id. */
export function alarmSections(): readonly string[] {
  return [index(), ...ALARM_IDS.map((id) => section(id, ALARM_ENTRIES[id]))];
}

function index(): string {
  const rows = ALARM_IDS.map((id) => {
    const { severity, title } = ALARM_ENTRIES[id];
    return `| [${id}](#${anchorOf(id)}) | SEV${severity} | ${title} |`;
  });
  return [
    '## All alarms',
    '',
    'Every alarm says how soon a person is needed: SEV2 now, SEV3 in working hours. Its text links to the heading here',
    'and to the log or the dashboard where one looks first.',
    '',
    '| Alarm | Severity | In one line |',
    '|---|---|---|',
    ...rows,
  ].join('\n');
}

function section(id: AlarmId, entry: AlarmEntry): string {
  return [
    `## ${id}`,
    `*SEV${entry.severity}. ${sentence(entry.title)}*`,
    `**What it means.** ${entry.means}`,
    `**Beware.** ${entry.beware}`,
    '**What to do**',
    entry.steps.map(renderStep).join('\n'),
    `**When it ends.** ${entry.ends}`,
  ].join('\n\n');
}
