import { anchorOf, renderStep, sentence } from './markdown.ts';
import { alarmSections } from './render-alarms.ts';
import { RUNBOOK } from './runbook.ts';
import type { RunbookEntry } from './runbook-entry.ts';
import { RUNBOOK_DEFECTS, RUNBOOK_INTRODUCTION } from './runbook-prose.ts';

/**
 * `docs/runbook.md`: how to read a report, an index, a heading per cause whose text is the cause's id
 * (so that its anchor stays), the alarms in the same way, and what to do about a defect. Pure; the
 * same tables give the same text.
 */
export function renderRunbook(): string {
  const sections = [
    RUNBOOK_INTRODUCTION,
    index(),
    ...Object.entries(RUNBOOK).map(([id, entry]) => section(id, entry)),
    ...alarmSections(),
    RUNBOOK_DEFECTS,
  ];
  return `${sections.join('\n\n')}\n`;
}

function index(): string {
  const rows = Object.entries(RUNBOOK).map(
    ([id, { title }]) => `| [${id}](#${anchorOf(id)}) | ${title} |`,
  );
  return ['## All causes', '', '| Cause | In one line |', '|---|---|', ...rows].join('\n');
}

function section(id: string, entry: RunbookEntry): string {
  const { checks, helpUrl } = entry;
  const names = checks.map((check) => `\`${check}\``).join(', ');
  return [
    `## ${id}`,
    `*${sentence(entry.title)}*`,
    `**What it means.** ${entry.means}`,
    `**How it is proven.** ${entry.proof}`,
    `**What rules it out.** ${entry.ruledOutBy}`,
    '**What to do**',
    entry.steps.map(renderStep).join('\n'),
    `**How to avoid it.** ${entry.avoid}`,
    names === '' ? `Help: <${helpUrl}>` : `Checks: ${names}. Help: <${helpUrl}>`,
  ].join('\n\n');
}
