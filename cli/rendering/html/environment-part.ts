import { openFindings } from '../../../functions/domain/checks/audit/audit-verdict.ts';
import type { CheckStatus } from '../../../functions/domain/model/report.ts';
import { STATUS_WORDS } from '../../../functions/domain/rendering/status-words.ts';
import { count } from '../../../functions/domain/text/count.ts';
import type { EnvironmentOutcome, Explanation, ShownFinding } from '../outcome.ts';
import { webAddress } from '../web-address.ts';
import { keyAges, runStrip } from './charts.ts';
import { html, type Markup } from './markup.ts';

/** Beside the word, for the eye. */
const SIGNS: Readonly<Record<CheckStatus, string>> = {
  fail: '✕',
  inconclusive: '?',
  warn: '!',
  pass: '✓',
  skipped: '–',
};

/** A verdict or a status as a word in its colour. */
export function badge(status: CheckStatus): Markup {
  return html`<strong class="badge ${status}"><span aria-hidden="true">${SIGNS[status]}</span> ${STATUS_WORDS[status]}</strong>`;
}

/** `1 FAIL, 10 pass` */
export function findingCounts({ findings }: Pick<EnvironmentOutcome, 'findings'>): string {
  const words = Object.entries(STATUS_WORDS).map(([status, word]) => {
    const amount = findings.filter((finding) => finding.status === status).length;
    return amount === 0 ? '' : `${amount} ${word}`;
  });
  return words.filter((text) => text !== '').join(', ');
}

/** One environment: its verdict, the cause, what to do, the charts, the checks and the details. */
export function environmentPart(environment: EnvironmentOutcome, index: number): Markup {
  const { name, verdict, findings, explanation, details = [], runs = [] } = environment;
  const id = `environment-${index + 1}`;
  const open = openFindings(findings);
  const others = findings.filter((finding) => !open.includes(finding));
  return html`<section class="environment ${verdict}" aria-labelledby="${id}">
<h2 id="${id}">${badge(verdict)} ${name}</h2>
${explanation && explained(explanation)}
${runStrip(runs)}
${keyAges(findings)}
${open.length === 0 ? undefined : html`<h3>Checks that did not pass</h3>\n${table(open, name)}`}
${others.length === 0 ? undefined : otherFindings(others, name)}
${details.map(
  ({ heading, lines }) =>
    html`<h3>${heading}</h3>\n<ul class="details">${lines.map(({ text }) => html`<li>${text}</li>`)}</ul>\n`,
)}
</section>
`;
}

function explained({ cause, summary, answer, confidence, steps, helpUrl }: Explanation): Markup {
  const address = webAddress(helpUrl);
  const items = steps.map(
    ({
      text,
      command,
    }) => html`<li><p>${text}</p>${command ? commandBlock(command) : undefined}</li>
`,
  );
  return html`<p class="summary">${summary}</p>
<p>${answer}. ${confidence} <code>${cause}</code></p>
${items.length === 0 ? undefined : html`<h3>What to do</h3>\n<ol class="steps">\n${items}</ol>`}
${address && html`<p>Help: <a href="${address}" rel="noreferrer">${address}</a></p>`}
`;
}

/** It scrolls rather than wraps, so that it can be copied; so the keyboard must reach it. */
function commandBlock(command: string): Markup {
  return html`<pre tabindex="0" role="region" aria-label="Command"><code>${command}</code></pre>`;
}

function otherFindings(findings: readonly ShownFinding[], name: string): Markup {
  return html`<details>
<summary>${count(findings.length, 'other check')}: ${findingCounts({ findings })}</summary>
${table(findings, name)}
</details>`;
}

function table(findings: readonly ShownFinding[], name: string): Markup {
  return html`<table>
<caption class="unseen">Checks of ${name}</caption>
<thead><tr><th scope="col">Result</th><th scope="col">Check</th></tr></thead>
<tbody>
${findings.map(row)}</tbody>
</table>`;
}

function row(finding: ShownFinding): Markup {
  const { status, check, message, expected, found, apiKeySid, label } = finding;
  const key = [apiKeySid, label].filter((text) => text !== undefined).join(' · ');
  return html`<tr>
<td>${badge(status)}</td>
<td><code>${check}</code><br>${message}${line('Key', key)}${line('Expected', expected)}${line('Found', found)}</td>
</tr>
`;
}

function line(name: string, text: string | undefined): Markup | undefined {
  return text ? html`<br><span class="name">${name}:</span> ${text}` : undefined;
}
