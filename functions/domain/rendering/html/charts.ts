import type { Verdict } from '../../model/report.ts';
import type { RunSummary } from '../../model/schemas/history-schema.ts';
import { count } from '../../text/count.ts';
import { plainLine } from '../../text/plain-line.ts';
import { type ShownFinding, verdictCounts } from '../judged-outcome.ts';
import { html, type Markup } from './markup.ts';

const MOST_RUNS = 30;
const STRIP = { step: 12, bar: 9, height: 36 } as const;
/** Of the strip's height: what is bad stands out without its colour. */
const HEIGHTS: Readonly<Record<Verdict, number>> = {
  fail: 36,
  inconclusive: 28,
  warn: 20,
  pass: 12,
};

/** The last 30 runs as bars, the newest at the right; nothing without runs. */
export function runStrip(newestFirst: readonly RunSummary[]): Markup | undefined {
  const runs = newestFirst.slice(0, MOST_RUNS).toReversed();
  if (runs.length === 0) return undefined;
  const { step, bar, height } = STRIP;
  const counts = verdictCounts(runs.map(({ verdict }) => verdict)).join(', ');
  const bars = runs.map(({ verdict, startedAt, cause = '' }, index) => {
    const barHeight = HEIGHTS[verdict];
    const text = plainLine(`${startedAt}: ${verdict} ${cause}`);
    return html`<rect class="${verdict}" x="${index * step}" y="${height - barHeight}" width="${bar}" height="${barHeight}" rx="2"><title>${text}</title></rect>`;
  });
  const label = `Last ${count(runs.length, 'run')}: ${counts}`;
  return html`<figure>
<svg class="strip" role="img" aria-label="${label}" viewBox="0 0 ${MOST_RUNS * step} ${height}" width="${MOST_RUNS * step}" height="${height}">${bars}</svg>
<figcaption>${label}. The newest is at the right.</figcaption>
</figure>`;
}

interface KeyAge {
  readonly name: string;
  readonly ageDays: number;
}

/** The age of each key as a bar beside its number; nothing where no age is known. */
export function keyAges(findings: readonly ShownFinding[]): Markup | undefined {
  const ages = new Map<string, KeyAge>();
  for (const { apiKeySid, label, ageDays } of findings) {
    if (apiKeySid !== undefined && ageDays !== undefined) {
      ages.set(apiKeySid, { name: label ?? apiKeySid, ageDays });
    }
  }
  if (ages.size === 0) return undefined;
  const oldestFirst = [...ages.values()].toSorted((a, b) => b.ageDays - a.ageDays);
  const oldest = Math.max(1, ...oldestFirst.map(({ ageDays }) => ageDays));
  const bars = oldestFirst.map(({ name, ageDays }) => {
    const width = Math.max(1, Math.round((ageDays / oldest) * 100));
    return html`<li><span>${name}</span> <svg aria-hidden="true" viewBox="0 0 100 8" preserveAspectRatio="none"><rect class="track" width="100" height="8"/><rect class="age" width="${width}" height="8"/></svg> <span>${count(ageDays, 'day')}</span></li>
`;
  });
  return html`<h3>Key ages</h3>
<ul class="ages">
${bars}</ul>`;
}
