import type { RemediationStep } from '../../report/report.ts';
import { CAUSE_IDS, type CauseId } from '../cause-id.ts';
import { RUNBOOK } from './runbook.ts';
import type { RunbookEntry } from './runbook-entry.ts';
import { RUNBOOK_DEFECTS, RUNBOOK_INTRODUCTION } from './runbook-prose.ts';

/**
 * `docs/runbook.md`: how to read a report, an index, a heading per cause whose text is the cause's id
 * (so that its anchor stays), and what to do about a defect. Pure; the same table gives the same text.
 */
export function renderRunbook(): string {
  const sections = [
    RUNBOOK_INTRODUCTION,
    index(),
    ...CAUSE_IDS.map((id) => section(id, RUNBOOK[id])),
    RUNBOOK_DEFECTS,
  ];
  return `${sections.join('\n\n')}\n`;
}

/** The anchor that Markdown renderers make of a heading: lower case, without punctuation. */
export function anchorOf(heading: string): string {
  return heading
    .toLowerCase()
    .replace(/[^\w\s-]/g, '')
    .replace(/\s/g, '-');
}

function index(): string {
  const rows = CAUSE_IDS.map((id) => `| [${id}](#${anchorOf(id)}) | ${RUNBOOK[id].title} |`);
  return ['## All causes', '', '| Cause | In one line |', '|---|---|', ...rows].join('\n');
}

function section(id: CauseId, entry: RunbookEntry): string {
  return [
    `## ${id}`,
    `*${sentence(entry.title)}*`,
    `**What it means.** ${entry.means}`,
    `**How it is proven.** ${entry.proof}`,
    `**What rules it out.** ${entry.ruledOutBy}`,
    '**What to do**',
    entry.steps.map(step).join('\n'),
    `**How to avoid it.** ${entry.avoid}`,
  ].join('\n\n');
}

/** A numbered item; its command is indented so that it belongs to the item. */
function step({ text, command }: RemediationStep, position: number): string {
  const marker = `${position + 1}. `;
  if (command === undefined) return `${marker}${text}`;
  const indent = ' '.repeat(marker.length);
  const lines = ['```sh', ...command.split('\n'), '```'].map((line) => `${indent}${line}`);
  return [`${marker}${text}`, ...lines].join('\n');
}

function sentence(title: string): string {
  return `${title.charAt(0).toUpperCase()}${title.slice(1)}.`;
}
