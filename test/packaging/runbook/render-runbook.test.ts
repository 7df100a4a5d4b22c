import { readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { ALL_CAUSES } from '../../../functions/domain/causes/all-causes.ts';
import { ALL_CHECKS } from '../../../functions/domain/checks/all-checks.ts';
import type { Report } from '../../../functions/domain/model/report.ts';
import { ALARM_ENTRIES } from '../../../packaging/runbook/alarm-entries.ts';
import { ALARM_IDS } from '../../../packaging/runbook/alarm-entry.ts';
import { anchorOf } from '../../../packaging/runbook/markdown.ts';
import { renderRunbook } from '../../../packaging/runbook/render-runbook.ts';
import { RUNBOOK } from '../../../packaging/runbook/runbook.ts';
import { GATE_ROWS } from '../../promises/gate-rows.ts';
import { readFixture } from '../../promises/played-rows.ts';

const RENDERED = renderRunbook();
const HEADINGS = RENDERED.split('\n').flatMap((line) => /^## (.+)$/.exec(line)?.[1] ?? []);

describe('docs/runbook.md', () => {
  it('is what the tables say; `npm run runbook` writes it', () => {
    expect(readFileSync('docs/runbook.md', 'utf8')).toBe(RENDERED);
  });

  it('has an entry for every cause, for nothing else, and each only once', () => {
    const ids = new Set(ALL_CAUSES.map(({ id }) => id));
    expect(Object.keys(RUNBOOK).sort()).toEqual([...ids].sort());
    expect(HEADINGS).toEqual(expect.arrayContaining([...ids]));
    expect(new Set(HEADINGS).size).toBe(HEADINGS.length);
  });

  it('says how to read a report before the causes, and what to do about a defect after them', () => {
    expect(HEADINGS.slice(0, 2)).toEqual(['How to read a report', 'All causes']);
    expect(HEADINGS.at(-1)).toBe('Defects');
  });

  it('links to headings that exist', () => {
    const anchors = HEADINGS.map(anchorOf);
    const links = [...RENDERED.matchAll(/\]\(#([^)]+)\)/g)].map((match) => match[1]);
    expect(links.length).toBeGreaterThan(Object.keys(RUNBOOK).length);
    expect(links.filter((link) => !anchors.includes(link ?? ''))).toEqual([]);
  });

  it('closes every block of commands', () => {
    expect(RENDERED.match(/^ *```/gm)?.length).toBe(
      2 * (RENDERED.match(/^ *```sh$/gm)?.length ?? 0),
    );
  });
});

describe('the entry of every cause', () => {
  it.each(Object.entries(RUNBOOK))('says all there is to say about %s', (_id, entry) => {
    const { title, means, proof, ruledOutBy, steps, avoid } = entry;
    for (const text of [means, proof, ruledOutBy, avoid])
      expect(text).toMatch(/^[A-Z0-9`].*[.:>]$/);
    expect(title).toMatch(/^\S.*[^.]$/);
    expect(title.length).toBeLessThanOrEqual(80);
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.some(({ command }) => command !== undefined)).toBe(true);
  });

  it('has the checks that it keeps from passing, and a page to read', () => {
    const ids = ALL_CHECKS.map(({ id }) => id);
    for (const { checks, helpUrl } of Object.values(RUNBOOK)) {
      expect(ids).toEqual(expect.arrayContaining([...checks]));
      expect(helpUrl).toMatch(/^https:/);
    }
    const explained = Object.values(RUNBOOK).flatMap(({ checks }) => checks);
    expect(ids.filter((id) => !explained.includes(id))).toEqual([]);
  });

  it('names a check that did not pass, in every report of version 0.1.0', () => {
    for (const { name } of GATE_ROWS) {
      const { report } = readFixture<{ readonly report: Report }>(name);
      for (const { diagnosis, checks } of report.environments) {
        if (diagnosis === undefined) continue;
        const open = checks.filter(({ status }) => status !== 'pass' && status !== 'skipped');
        const named = RUNBOOK[diagnosis.cause]?.checks ?? [];
        expect([name, open.some(({ id }) => named.includes(id))]).toEqual([name, true]);
      }
    }
  });

  it('never puts a credential on a command line, where the history would keep it', () => {
    const commands = Object.values(RUNBOOK).flatMap(({ steps }) =>
      steps.map(({ command }) => command ?? ''),
    );
    expect(commands.join('\n')).not.toMatch(
      /curl[^\n]* -u \S*:|--secret-string (?!file:)|AUTH_TOKEN/,
    );
  });
});

describe('the entry of every alarm', () => {
  it.each(ALARM_IDS)('says all there is to say about %s, under its own heading', (id) => {
    const { title, means, beware, ends, steps } = ALARM_ENTRIES[id];
    expect(HEADINGS.filter((heading) => heading === id)).toHaveLength(1);
    for (const text of [means, beware, ends]) expect(text).toMatch(/^[A-Z0-9`].*[.:>]$/);
    expect(title).toMatch(/^\S.*[^.]$/);
    expect(title.length).toBeLessThanOrEqual(80);
    expect(steps.length).toBeGreaterThan(1);
    expect(steps.some(({ command }) => command !== undefined)).toBe(true);
  });

  it('has a row in the index, with its severity', () => {
    for (const id of ALARM_IDS) {
      const { severity, title } = ALARM_ENTRIES[id];
      expect(RENDERED).toContain(`| [${id}](#${anchorOf(id)}) | SEV${severity} | ${title} |`);
    }
  });
});
