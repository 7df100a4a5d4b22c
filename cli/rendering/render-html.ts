import { html, type Markup } from '../../functions/domain/rendering/html/markup.ts';
import { renderPage } from '../../functions/domain/rendering/html/render-page.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import { WAVES } from '../diagnose/trace/render-trace.ts';
import type { Trace, TraceEntry } from '../diagnose/trace/trace.ts';
import type { Outcome } from './outcome.ts';

/** The outcome as one page, and after its environments how the diagnosis came about, where that was asked for. */
export function renderHtml(outcome: Outcome): string {
  return renderPage(outcome, outcome.trace && tracePart(outcome.trace));
}

/** How the diagnosis came about: both waves of questions, in the order in which they were asked. */
function tracePart(trace: Trace): Markup {
  const { entries, ended } = plainCopy(trace);
  const waves = Object.entries(WAVES).map(([wave, heading]) => {
    const own = entries.filter((entry) => entry.wave === wave);
    return own.length === 0
      ? html``
      : html`<h3>${heading}</h3>\n<ol class="trace">\n${own.map(question)}</ol>\n`;
  });
  return html`<section aria-labelledby="trace">
<h2 id="trace">How the diagnosis came about</h2>
${waves}
<p>${ended}</p>
</section>
`;
}

function question({ asked, why, answered, concluded }: TraceEntry): Markup {
  const sentence = `${asked.charAt(0).toUpperCase()}${asked.slice(1)}?`;
  return html`<li><p><strong>${sentence}</strong></p>
<dl><div><dt>Why</dt><dd>${why}</dd></div><div><dt>Answer</dt><dd>${answered}</dd></div><div><dt>So</dt><dd>${concluded}</dd></div></dl></li>
`;
}
