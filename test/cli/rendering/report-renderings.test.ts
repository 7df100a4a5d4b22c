import { describe, expect, it } from 'vitest';
import { renderGithub } from '../../../cli/rendering/render-github.ts';
import { renderJunit } from '../../../cli/rendering/render-junit.ts';
import { renderMarkdown } from '../../../cli/rendering/render-markdown.ts';
import { reportOutcome } from '../../../cli/rendering/report-outcome.ts';
import type { Report } from '../../../functions/domain/model/report.ts';
import { oddReport } from '../../functions/domain/rendering/odd-reports.ts';
import {
  check,
  failing,
  passing,
  REJECTED,
  report,
  undecided,
} from '../../functions/domain/rendering/reports.ts';

const RENDERERS = { junit: renderJunit, github: renderGithub, markdown: renderMarkdown } as const;
const FORMATS = ['junit', 'github', 'markdown'] as const;

const MIXED = report([passing(), failing()], {
  verdict: 'fail',
  notices: [{ code: 'alerts.missing-subscription', message: 'Nothing is subscribed.' }],
});
const SKIPPED = check({ id: 'credential.accepted', status: 'skipped', message: 'not asked' });
const { diagnosis: _none, ...UNEXPLAINED } = undecided({ checks: [SKIPPED] });

const VERDICTS = {
  junit: '<error message="verdict inconclusive, no diagnosis"/>',
  github:
    '::error title=production verdict::verdict inconclusive, no diagnosis; the gate is BLOCKED',
  markdown: '**INCONCLUSIVE** verdict: verdict inconclusive, no diagnosis |',
} as const;

function render(format: (typeof FORMATS)[number], given: Report): string {
  return RENDERERS[format](reportOutcome(given));
}

describe.each(FORMATS)('a report as %s', (format) => {
  it('shows the worst environment first, with what to do', () => {
    expect(render(format, MIXED)).toMatchSnapshot();
  });

  it('shows once the verdict that no check has', () => {
    expect(render(format, report([UNEXPLAINED])).split(VERDICTS[format])).toHaveLength(2);
  });

  it('is of plain lines, whatever the texts are, and ends with a line break', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const text = render(format, oddReport(seed));
      expect(text).not.toMatch(/[^\P{C}\n\p{Cn}]|[\u2028\u2029\ufffe\uffff]/u);
      expect(text === '' || text.endsWith('\n')).toBe(true);
    }
  });
});

describe('JUnit', () => {
  it.each([
    ['fail', '<failure message="why">expected: one&#10;found: two</failure>'],
    ['inconclusive', '<error message="why">expected: one&#10;found: two</error>'],
    ['warn', '<system-out>warn: why</system-out>'],
    ['pass', '<system-out>why</system-out>'],
    ['skipped', '<skipped message="why"/>'],
  ] as const)('says of %s: %s', (status, element) => {
    const compared = { message: 'why', expected: 'one', found: 'two', durationMs: 120 };
    const checks = [check({ id: 'account.active', status, ...compared })];
    expect(render('junit', report([failing({ checks })]))).toContain(
      `<testcase classname="production" name="account.active" time="0.120">${element.replace('&#10;', '\n')}</testcase>`,
    );
  });

  it('has only marks of its own as markup, whatever the texts are', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const text = render('junit', oddReport(seed));
      const rest = text.replaceAll(
        /<\/?(?:testsuites?|testcase|failure|error|skipped|system-out)(?: [a-z]+="[^"<>&]*(?:&#\d+;[^"<>&]*)*")*\/?>/g,
        '',
      );
      expect(rest.replace('<?xml version="1.0" encoding="UTF-8"?>', '')).not.toMatch(
        /[<>"]|&(?!#\d+;)/,
      );
    }
  });
});

describe('GitHub', () => {
  it('writes nothing where there is nothing to look at', () => {
    expect(render('github', report([passing()]))).toBe('');
  });

  it('begins no command but its own, one a line', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      for (const line of render('github', oddReport(seed)).split('\n').slice(0, -1)) {
        expect(line).toMatch(/^::(error|warning|notice) title=[^:,]*::/);
      }
    }
  });
});

describe('Markdown', () => {
  it('fences a command with more backticks than it has', () => {
    const command = 'echo ```\nls';
    const remediation = [{ text: 'Look:', command }];
    const text = render('markdown', report([failing({ diagnosis: { ...REJECTED, remediation } })]));
    expect(text).toContain('1. Look:\n   ````sh\n   echo ```\n   ls\n   ````\n');
  });

  it('ends with the table where everything passes', () => {
    expect(render('markdown', report([passing()]))).toMatch(/\|\n$/);
  });
});
