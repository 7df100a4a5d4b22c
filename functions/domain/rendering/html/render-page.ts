import { type JudgedOutcome, verdictCounts } from '../judged-outcome.ts';
import { badge, environmentPart, findingCounts } from './environment-part.ts';
import { html, Markup } from './markup.ts';
import { STYLE, STYLE_HASH } from './style.ts';

/**
 * The outcome as one page that needs nothing else: no script, no request, a style of its own whose hash its
 * policy names. For a browser, a phone, dark mode, a screen reader and paper; every text is escaped.
 *
 * @param more what stands after the environments.
 */
export function renderPage(outcome: JudgedOutcome, more?: Markup): string {
  const { title, verdict, environments, notes, about = [] } = outcome;
  const policy = `default-src 'none'; style-src '${STYLE_HASH}'; base-uri 'none'; form-action 'none'`;
  const page = html`<!doctype html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta http-equiv="Content-Security-Policy" content="${policy}">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
<meta name="referrer" content="no-referrer">
<title>${title}: ${verdict}</title>
<style>${new Markup(STYLE)}</style>
</head>
<body>
<header class="${verdict}">
<h1>${title} ${badge(verdict)}</h1>
<p>${countsOf(outcome)}</p>
</header>
<main>
${environments.length > 1 ? overview(outcome) : undefined}
${environments.map((environment, index) => environmentPart(environment, index))}
${more}
</main>
<footer>
${notes.map((note) => html`<p class="note">${note}</p>\n`)}
<dl>${about.map(([name, text]) => html`<div><dt>${name}</dt><dd>${text}</dd></div>`)}</dl>
<p>twilio-preflight</p>
</footer>
</body>
</html>
`;
  return page.toString();
}

function countsOf({ environments, whole }: JudgedOutcome): string {
  const [only] = environments;
  if (whole !== undefined) return whole.counts;
  if (only !== undefined && environments.length === 1) return only.name;
  const counts = verdictCounts(environments.map(({ verdict }) => verdict));
  return `${environments.length} environments: ${counts.join(', ')}`;
}

function overview({ environments, whole }: JudgedOutcome): Markup {
  const rows = environments.map(
    (environment, index) => html`<tr>
<td>${badge(environment.verdict)}</td>
<td><a href="#environment-${index + 1}">${environment.name}</a><br>${environment.explanation?.summary ?? findingCounts(environment)}</td>
</tr>
`,
  );
  return html`<section aria-labelledby="overview">
<h2 id="overview">At a glance</h2>
<table>
<thead><tr><th scope="col">Verdict</th><th scope="col">${whole?.each ?? 'Environment'}</th></tr></thead>
<tbody>
${rows}</tbody>
</table>
</section>
`;
}
