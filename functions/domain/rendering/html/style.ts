/** The style of the page. Contrast is at least 4.5 to 1 in both schemes; a status is a word and a sign too. */
export const STYLE = `
:root {
  color-scheme: light dark;
  --page: #f6f7f9; --card: #ffffff; --text: #1b1f24; --soft: #57606a; --line: #d8dee4; --code: #f0f2f5; --link: #0b57d0;
  --fail: #b3261e; --fail-tint: #fdecea; --inconclusive: #6e3bb5; --inconclusive-tint: #f3ecfc;
  --warn: #8a5200; --warn-tint: #fff3dc; --pass: #17693a; --pass-tint: #e5f5ea; --skipped: #57606a; --skipped-tint: #eef0f2;
}
@media screen and (prefers-color-scheme: dark) {
  :root {
    --page: #0f1216; --card: #181c22; --text: #e6eaef; --soft: #a3adb8; --line: #303740; --code: #0f1318; --link: #8ab4f8;
    --fail: #ff8f85; --fail-tint: #3a1614; --inconclusive: #c9a4ff; --inconclusive-tint: #2a1d42;
    --warn: #f2b950; --warn-tint: #35260a; --pass: #6fd695; --pass-tint: #10301d; --skipped: #a3adb8; --skipped-tint: #252b32;
  }
}
* { box-sizing: border-box; }
body { margin: 0; background: var(--page); color: var(--text); font: 16px/1.55 system-ui, -apple-system, "Segoe UI", Roboto, "Noto Sans", sans-serif; overflow-wrap: anywhere; }
header, main, footer { max-width: 60rem; margin: 0 auto; padding: 0 1.25rem; }
header { padding-top: 2rem; }
h1 { display: flex; flex-wrap: wrap; align-items: center; gap: .75rem; font-size: 1.75rem; line-height: 1.25; letter-spacing: -.01em; margin: 0; }
header p { margin: .35rem 0 0; color: var(--soft); font-size: 1.05rem; }
h2 { display: flex; flex-wrap: wrap; align-items: center; gap: .6rem; font-size: 1.25rem; line-height: 1.3; margin: 0 0 .75rem; }
h3 { font-size: .95rem; margin: 1.5rem 0 .5rem; color: var(--soft); }
p { margin: .5rem 0; }
a { color: var(--link); }
a:focus-visible, summary:focus-visible { outline: 3px solid var(--link); outline-offset: 2px; border-radius: 4px; }
section { background: var(--card); border: 1px solid var(--line); border-radius: 12px; padding: 1.25rem 1.5rem 1.5rem; margin: 1.25rem 0; }
.environment { border-left: 5px solid var(--line); }
.environment.fail { border-left-color: var(--fail); }
.environment.inconclusive { border-left-color: var(--inconclusive); }
.environment.warn { border-left-color: var(--warn); }
.environment.pass { border-left-color: var(--pass); }
.badge { display: inline-block; padding: .1rem .6rem; border-radius: 999px; font-size: .8rem; font-weight: 650; line-height: 1.6; white-space: nowrap; letter-spacing: .02em; }
h1 .badge { font-size: .95rem; padding: .2rem .85rem; }
.badge.fail { color: var(--fail); background: var(--fail-tint); }
.badge.inconclusive { color: var(--inconclusive); background: var(--inconclusive-tint); }
.badge.warn { color: var(--warn); background: var(--warn-tint); }
.badge.pass { color: var(--pass); background: var(--pass-tint); }
.badge.skipped { color: var(--skipped); background: var(--skipped-tint); }
.summary { font-size: 1.1rem; font-weight: 600; margin-top: 0; }
code, pre { font-family: ui-monospace, SFMono-Regular, Menlo, Consolas, "DejaVu Sans Mono", monospace; font-size: .875em; }
code { background: var(--code); padding: .1em .35em; border-radius: 4px; }
pre { background: var(--code); border: 1px solid var(--line); border-radius: 8px; padding: .75rem 1rem; margin: .5rem 0 .75rem; line-height: 1.5; white-space: pre-wrap; overflow-wrap: anywhere; }
pre code { background: none; padding: 0; font-size: 1em; }
pre span { display: inline-block; max-width: 100%; }
ol.steps, ol.trace { padding-left: 1.5rem; margin: 0; }
ol.steps > li::marker { font-weight: 650; color: var(--soft); }
ol > li > p { margin: .35rem 0; }
ul.details { margin: 0; padding-left: 1.25rem; }
table { width: 100%; border-collapse: collapse; font-size: .95rem; }
th, td { text-align: left; vertical-align: top; padding: .6rem .75rem .6rem 0; border-top: 1px solid var(--line); font-weight: inherit; }
td a { font-weight: 600; }
thead th { font-size: .8rem; color: var(--soft); border-top: 0; padding-top: 0; font-weight: 600; }
td:first-child, th:first-child { width: 9.5rem; }
td:last-child { padding-right: 0; }
.name { color: var(--soft); }
details { margin-top: 1.25rem; }
summary { cursor: pointer; color: var(--soft); font-size: .95rem; font-weight: 600; padding: .25rem 0; }
details table { margin-top: .5rem; }
figure { margin: 1.25rem 0 0; }
figcaption { color: var(--soft); font-size: .875rem; margin-top: .35rem; }
.strip { display: block; max-width: 100%; height: auto; }
rect.fail { fill: var(--fail); } rect.inconclusive { fill: var(--inconclusive); } rect.warn { fill: var(--warn); } rect.pass { fill: var(--pass); }
ul.ages { list-style: none; margin: 0; padding: 0; font-size: .95rem; }
ul.ages li { display: grid; grid-template-columns: minmax(0, 16rem) minmax(4rem, 1fr) 5.5rem; gap: .75rem; align-items: center; padding: .25rem 0; }
ul.ages svg { width: 100%; height: .55rem; border-radius: 4px; }
ul.ages span:last-child { text-align: right; font-variant-numeric: tabular-nums; }
rect.track { fill: var(--line); } rect.age { fill: var(--link); }
dl { margin: 0; }
dl div { display: grid; grid-template-columns: 5rem minmax(0, 1fr); gap: .75rem; }
dt { color: var(--soft); }
dd { margin: 0; }
ol.trace > li { padding: .35rem 0; }
ol.trace dl { font-size: .95rem; }
footer { color: var(--soft); font-size: .875rem; padding-bottom: 2.5rem; }
footer dl div { grid-template-columns: 7rem minmax(0, 1fr); }
.note { border-left: 3px solid var(--line); padding-left: .75rem; }
.unseen { position: absolute; width: 1px; height: 1px; overflow: hidden; clip-path: inset(50%); white-space: nowrap; }
@media (max-width: 40rem) {
  header, main, footer { padding-left: .75rem; padding-right: .75rem; }
  header { padding-top: 1.25rem; }
  h1 { font-size: 1.4rem; }
  section { padding: 1rem; border-radius: 10px; }
  td:first-child, th:first-child { width: 5.5rem; }
  td .badge { white-space: normal; font-size: .72rem; padding: .1rem .45rem; border-radius: 8px; }
  ul.ages li { grid-template-columns: minmax(0, 1fr) auto; }
  ul.ages svg { grid-column: 1 / -1; grid-row: 2; }
  dl div { grid-template-columns: 4.2rem minmax(0, 1fr); gap: .5rem; }
}
@media print {
  :root { --page: #fff; --card: #fff; --code: #f4f4f4; }
  body { font-size: 10.5pt; }
  header, main, footer { max-width: none; padding: 0; }
  section { border-radius: 0; border-width: 1px 0 0; padding: .75rem 0 .75rem .75rem; margin: .75rem 0; }
  .environment { border-left-width: 4px; }
  tr, li, pre, figure { break-inside: avoid; }
  h2, h3, summary { break-after: avoid; }
  details::details-content { content-visibility: visible; block-size: auto; }
  .badge { border: 1px solid currentColor; }
  @page { margin: 16mm; }
}
`;

/** Of {@link STYLE}, as the page's policy names it: the domain has no hash function. A test holds it. */
export const STYLE_HASH = 'sha256-zrh5MJKfvwXmsISkiKX2977ZCP3Rmc6DsSVwJLzsW9s=';
