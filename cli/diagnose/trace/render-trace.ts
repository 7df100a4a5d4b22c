import type { SectionLine } from '../../../functions/domain/rendering/sections/section.ts';
import { plainCopy } from '../../../functions/domain/text/plain-copy.ts';
import { type Style, terminalSection } from '../../rendering/terminal-section.ts';
import { wrap } from '../../rendering/wrap.ts';
import type { Trace, TraceEntry } from './trace.ts';

/** The waves in their order, and what is said above each. */
export const WAVES: Readonly<Record<TraceEntry['wave'], string>> = {
  first: 'What is asked every time',
  further: 'What was asked because something was wrong',
};

/**
 * The trace for a person: both waves, each question with why it was asked, the answer, and what
 * followed from it; wrapped, ends with a line break. As safe on a terminal as a report.
 */
export function renderTrace(trace: Trace, style: Style): string {
  const { entries, ended } = plainCopy(trace);
  const waves = (['first', 'further'] as const).map((wave) => {
    const lines = entries.filter((entry) => entry.wave === wave).flatMap(entryLines);
    return terminalSection({ heading: WAVES[wave], lines }, style);
  });
  const end = wrap(ended, style.columns - 2).map((line) => `  ${line}`);
  const blocks = [...waves.filter((lines) => lines.length > 0), end];
  return `${blocks.map((lines) => lines.join('\n')).join('\n\n')}\n`;
}

function entryLines(entry: TraceEntry, position: number): readonly SectionLine[] {
  const marker = `${position + 1}. `;
  const under = ' '.repeat(marker.length);
  return [
    { marker, text: `${entry.asked.charAt(0).toUpperCase()}${entry.asked.slice(1)}?` },
    { marker: `${under}why:    `, text: entry.why },
    { marker: `${under}answer: `, text: entry.answered },
    { marker: `${under}so:     `, text: entry.concluded },
  ];
}
