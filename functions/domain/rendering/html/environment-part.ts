import { openFindings } from '../../checks/audit/audit-verdict.ts';
import type { CheckStatus } from '../../model/report.ts';
import { webAddress } from '../../text/web-address.ts';
import type { EnvironmentOutcome, Explanation, ShownFinding } from '../judged-outcome.ts';
import { STATUS_WORDS } from '../status-words.ts';
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
${explanation && cause(explanation)}
${runStrip(runs)}
${keyAges(findings)}
${explanation && whatToDo(explanation)}
${open.length === 0 ? undefined : html`<h3>Checks that did not pass</h3>\n${table(open, name)}`}
${others.length === 0 ? undefined : closedTable(others, name)}
${details.map(
  ({ heading, lines }) =>
    html`<h3>${heading}</h3>\n<ul class="details">${lines.map(({ text }) => html`<li>${text}</li>`)}</ul>\n`,
)}
</section>
`;
}

function cause({ summary, answer, confidence }: Explanation): Markup {
  return html`<p class="summary">${sentence(summary)}</p>
<p>${sentence(answer)}. ${confidence}</p>
`;
}

function whatToDo({ steps, helpUrl }: Explanation): Markup {
  const address = webAddress(helpUrl);
  const items = steps.map(
    ({
      text,
      command,
    }) => html`<li><p>${text}</p>${command ? commandBlock(command) : undefined}</li>
`,
  );
  return html`${items.length === 0 ? undefined : html`<h3>What to do</h3>\n<ol class="steps">\n${items}</ol>`}
${address && html`<p>Help: <a href="${address}" rel="noreferrer">${address}</a></p>`}
`;
}

/** Each word by itself: a line breaks between words, not after the first hyphen of an option. */
function commandBlock(command: string): Markup {
  const words = command.split(/(\s+)/);
  const parts = words.map((word, index) =>
    index % 2 === 0 ? html`<span>${word}</span>` : html`${word}`,
  );
  return html`<pre><code>${parts}</code></pre>`;
}

/** What passed or was skipped takes a click, on a screen. */
function closedTable(findings: readonly ShownFinding[], name: string): Markup {
  return html`<details>
<summary>Other checks: ${findingCounts({ findings })}</summary>
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
  // Most messages name it.
  const key = message.includes(apiKeySid ?? '') ? '' : `${apiKeySid} ${label ?? ''}`;
  return html`<tr>
<td>${badge(status)}</td>
<td><code>${check}</code><br>${message}${line('Key', key)}${line('Expected', expected)}${line('Found', found)}</td>
</tr>
`;
}

function sentence(text: string): string {
  return `${text.charAt(0).toUpperCase()}${text.slice(1)}`;
}

function line(name: string, text: string | undefined): Markup | undefined {
  return text ? html`<br><span class="name">${name}:</span> ${text}` : undefined;
}
