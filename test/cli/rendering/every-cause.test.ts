import { describe, expect, it } from 'vitest';
import { renderText } from '../../../cli/rendering/render-text.ts';
import type { Report } from '../../../functions/domain/model/report.ts';
import { RUNBOOK } from '../../../packaging/runbook/runbook.ts';
import { failing, REJECTED, report } from '../../functions/domain/rendering/reports.ts';
import { GATE_ROWS } from '../../promises/gate-rows.ts';
import { readFixture } from '../../promises/played-rows.ts';

/** SIDs, UUIDs, and ids of checks and causes. */
const IDS =
  /\b(?:[A-Z]{2}[0-9a-f]{32}|[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12})\b|\b[a-z]+(?:-[a-z]+)*\.[a-z]+(?:-[a-z]+)*\b/g;
const MOST_LINES = 15;

/** Every report that version 0.1.0 recorded, and one of each cause with the first step of its runbook. */
const REPORTS: readonly (readonly [name: string, given: Report])[] = [
  ...GATE_ROWS.map(
    ({ name }) => [name, readFixture<{ readonly report: Report }>(name).report] as const,
  ),
  ...Object.entries(RUNBOOK).map(([cause, { title, steps }]) => {
    const summary = `production: ${title}`;
    const diagnosis = { ...REJECTED, cause, summary, remediation: steps };
    return [cause, report([failing({ diagnosis })])] as const;
  }),
];

describe.each(REPORTS)('the report of %s', (_name, given) => {
  it('takes at most 15 lines for the environment, at 100 columns', () => {
    const [shown = ''] = renderText(given, { columns: 100 }).split('\n\nrun ');
    expect(shown.split('\n').length).toBeLessThanOrEqual(MOST_LINES);
  });

  it('has every id whole and every command in its lines, at 40 columns', () => {
    for (const verbose of [false, true]) {
      const narrow = renderText(given, { columns: 40, verbose });
      const wide = renderText(given, { columns: 200, verbose });
      expect(narrow.match(IDS)).toEqual(wide.match(IDS));
    }
  });

  it('names what did not pass', () => {
    const text = renderText(given, { columns: 100 });
    for (const { checks } of given.environments) {
      for (const { id, status } of checks) {
        if (status === 'fail' || status === 'inconclusive') expect(text).toContain(id);
      }
    }
  });
});
