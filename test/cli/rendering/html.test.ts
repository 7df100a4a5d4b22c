import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { Trace } from '../../../cli/diagnose/trace/trace.ts';
import { auditOutcome } from '../../../cli/rendering/audit-outcome.ts';
import type { Outcome } from '../../../cli/rendering/outcome.ts';
import { renderHtml } from '../../../cli/rendering/render-html.ts';
import { reportOutcome } from '../../../cli/rendering/report-outcome.ts';
import type { RunSummary } from '../../../functions/domain/model/schemas/history-schema.ts';
import { oddReport } from '../../functions/domain/rendering/odd-reports.ts';
import {
  check,
  failing,
  passing,
  REJECTED,
  report,
  undecided,
} from '../../functions/domain/rendering/reports.ts';
import { FINDINGS, finding } from '../../functions/domain/verification/audit/findings.ts';

const MIXED = reportOutcome(
  report([passing(), failing(), undecided()], {
    verdict: 'fail',
    notices: [{ code: 'alerts.missing-subscription', message: 'Nothing is subscribed.' }],
  }),
);
const AUDIT = auditOutcome({ schemaVersion: 1, findings: FINDINGS });
const HOSTILE = `</style><script>alert(1)</script><img src=x onerror="a">'&amp;`;

const TRACE: Trace = {
  entries: [
    { wave: 'first', asked: 'what is it', why: 'to know', answered: '200', concluded: 'it is' },
  ],
  ended: HOSTILE,
};

function run(verdict: RunSummary['verdict'], more: Partial<RunSummary> = {}): RunSummary {
  return {
    environment: 'production',
    runId: 'r',
    startedAt: '2026-11-28T03:00:00.000Z',
    durationMs: 700,
    trigger: 'schedule',
    origin: {},
    verdict,
    blocked: false,
    secretId: 's',
    versionStage: 'AWSCURRENT',
    ...more,
  };
}

/** The outcome with these runs in its one environment. */
function withRuns(runs: readonly RunSummary[]): Outcome {
  const outcome = reportOutcome(report([failing()]));
  return { ...outcome, environments: outcome.environments.map((one) => ({ ...one, runs })) };
}

describe('the HTML page', () => {
  it.each([
    ['a report', MIXED],
    ['a key audit', AUDIT],
  ])('of %s needs nothing else, and its policy allows its own style alone', (_name, outcome) => {
    const page = renderHtml(outcome);
    const style = /<style>(.*)<\/style>/s.exec(page)?.[1] ?? '';
    const hash = createHash('sha256').update(style).digest('base64');
    expect(page).toContain(
      `content="default-src &#39;none&#39;; style-src &#39;sha256-${hash}&#39;; base-uri &#39;none&#39;; form-action &#39;none&#39;"`,
    );
    expect(page).not.toMatch(
      / (?:style|src|on[a-z]+)="|<(?:script|link|img|iframe)\b|@import|url\(/,
    );
  });

  it('says the verdict of each environment first, the worst at the top', () => {
    const glance = /At a glance.*?<\/table>/s.exec(renderHtml(MIXED))?.[0] ?? '';
    expect([...glance.matchAll(/class="badge (\w+)"/g)].map(([, status]) => status)).toEqual([
      'fail',
      'inconclusive',
      'pass',
    ]);
  });

  it('shows steps with their commands, evidence, checks and the run', () => {
    const page = renderHtml(reportOutcome(report([failing()])));
    for (const text of ['What to do', 'What was seen', 'Checks that did not pass', 'Credential']) {
      expect(page).toContain(`<h3>${text}</h3>`);
    }
    expect(page).toContain('<dt>Run</dt>');
    expect(page).not.toContain('At a glance');
  });

  it('shows the trace of a diagnosis', () => {
    const page = renderHtml({ ...MIXED, trace: TRACE });
    expect(page).toContain('<h2 id="trace">How the diagnosis came about</h2>');
    expect(page).toContain('<strong>What is it?</strong>');
    expect(page).not.toContain('What was asked because something was wrong');
  });

  it('has a strip of the last 30 runs, the newest at the right', () => {
    const runs = [run('fail', { cause: 'a.b' }), ...Array.from({ length: 40 }, () => run('pass'))];
    const page = renderHtml(withRuns(runs));
    expect(page).toContain('Last 30 runs: 1 fail, 29 pass. The newest is at the right.');
    const bars = page.match(/<rect class="(?:fail|pass)"/g) ?? [];
    expect([bars.length, bars.at(-1)]).toEqual([30, '<rect class="fail"']);
    expect(page).toContain('<title>2026-11-28T03:00:00.000Z: fail a.b</title>');
    expect(renderHtml(withRuns([]))).not.toContain('<figure>');
  });

  it('has a bar for the age of each key, the oldest first, each once', () => {
    const aged = (apiKeySid: string, ageDays: number) => [
      finding({ apiKeySid, ageDays, label: `label ${apiKeySid}` }),
      finding({ apiKeySid, ageDays, label: `label ${apiKeySid}`, check: 'key.label' }),
    ];
    const page = renderHtml(
      auditOutcome({ schemaVersion: 1, findings: [...aged('SKa', 10), ...aged('SKb', 40)] }),
    );
    const bars = [...page.matchAll(/<li><span>([^<]*)<\/span>.*?class="age" width="(\d+)"/g)];
    expect(bars.map(([, name, width]) => [name, width])).toEqual([
      ['label SKb', '100'],
      ['label SKa', '25'],
    ]);
  });

  it.each([
    ['by its label', { label: 'label a' }, ['SKa label a', 'label a']],
    ['by its SID where it has no label', {}, ['SKa', 'SKa']],
  ])('names a key that no message names %s, at its check and its bar', (_name, named, names) => {
    const { label: _label, ...unnamed } = finding({ apiKeySid: 'SKa', message: 'it is old' });
    const findings = [{ ...unnamed, ...named }];
    const page = renderHtml(auditOutcome({ schemaVersion: 1, findings }));
    const [, row] = /Key:<\/span> ([^<]*)/.exec(page) ?? [];
    const [, bar] = /<li><span>([^<]*)<\/span>/.exec(page) ?? [];
    expect([row?.trim(), bar]).toEqual(names);
  });

  it('lets no text bring markup in', () => {
    const compared = { message: HOSTILE, expected: HOSTILE, found: HOSTILE };
    const diagnosis = {
      ...REJECTED,
      summary: HOSTILE,
      evidence: [HOSTILE],
      remediation: [{ text: HOSTILE, command: HOSTILE }],
      helpUrl: 'javascript:alert(1)',
    };
    const checks = [check({ id: 'account.active', status: 'fail', ...compared })];
    const environment = failing({ name: HOSTILE, checks, diagnosis });
    const outcome = reportOutcome(report([environment], { runId: HOSTILE }));
    const runs = [run('pass', { startedAt: HOSTILE })];
    const environments = outcome.environments.map((one) => ({ ...one, runs }));
    const page = renderHtml({ ...outcome, environments, trace: TRACE });
    expect(page).not.toMatch(/<script|<img|javascript:/);
    expect(page.split('</style>')).toHaveLength(2);
    expect(page.split('&#60;script&#62;').length).toBeGreaterThan(10);
  });

  it('has only tags of its own, whatever the texts are', () => {
    for (let seed = 0; seed < 40; seed += 1) {
      const page = renderHtml(reportOutcome(oddReport(seed))).replace(/<style>.*<\/style>/s, '');
      const rest = page.replaceAll(
        /<!doctype html>|<\/?[a-z][a-z0-9]*(?: [a-zA-Z-]+="[^"<>]*")*\/?>/g,
        '',
      );
      expect(rest).not.toMatch(/[<>"']|&(?!#\d+;)/);
    }
  });
});
