import { describe, expect, it } from 'vitest';
import { auditOutcome } from '../../../cli/rendering/audit-outcome.ts';
import { renderAuditText } from '../../../cli/rendering/render-audit-text.ts';
import { renderGithub } from '../../../cli/rendering/render-github.ts';
import { renderJunit } from '../../../cli/rendering/render-junit.ts';
import { renderMarkdown } from '../../../cli/rendering/render-markdown.ts';
import {
  type AuditFinding,
  type AuditReport,
  NOT_KNOWN,
} from '../../../functions/domain/model/audit-finding.ts';
import {
  FINDINGS,
  finding,
  secretFinding,
} from '../../functions/domain/verification/audit/findings.ts';

const REPORT = audit(...FINDINGS);
const OUTCOME = auditOutcome(REPORT);

function audit(...findings: readonly AuditFinding[]): AuditReport {
  return { schemaVersion: 1, findings };
}

describe('a key audit as text', () => {
  it('is a verdict, a table, what to look at, and what no audit can tell', () => {
    expect(renderAuditText(REPORT)).toMatchSnapshot();
  });

  it('keeps within 100 columns, whatever names and labels are', () => {
    const name = 'n'.repeat(64);
    const long = finding({
      environment: name,
      label: 'l'.repeat(64),
      check: 'secret.rotation',
      status: 'inconclusive',
      ageDays: 3650,
      message: 'word '.repeat(60),
    });
    const lines = renderAuditText({ schemaVersion: 1, findings: [long] }).split('\n');
    expect(Math.max(...lines.map((line) => line.length))).toBeLessThanOrEqual(100);
  });

  it('has colour only where it is asked for', () => {
    expect(renderAuditText(REPORT)).not.toContain('\u001b');
    expect(renderAuditText(REPORT, { colour: true })).toContain(
      '\u001b[1;31mFAIL key.age\u001b[0m',
    );
  });

  it('gives the reason of what was skipped where all is asked for', () => {
    const report = audit(
      finding({ status: 'skipped', message: 'test credentials have no API keys' }),
    );
    expect(renderAuditText(report)).not.toContain('test credentials have no API keys');
    expect(renderAuditText(report, { verbose: true })).toContain(
      'test credentials have no API keys',
    );
  });

  it('has nothing to look at where all is well', () => {
    const text = renderAuditText({ schemaVersion: 1, findings: [finding()] });
    expect(text).toMatch(/^PASS {2}key audit of 1 environment: 1 pass\n/);
    expect(text).not.toContain('What to look at');
    expect(text).toContain('Twilio gives no last-used date');
  });
});

describe('a key audit as Markdown', () => {
  it('is a table', () => {
    expect(renderMarkdown(OUTCOME)).toMatchSnapshot();
  });
});

describe('a key audit for GitHub', () => {
  it('annotates what is not good, and says once what no audit can tell', () => {
    expect(renderGithub(OUTCOME)).toMatchSnapshot();
  });

  it('lets no text end a command or begin another', () => {
    const text = renderGithub(
      auditOutcome(
        audit(finding({ status: 'warn', environment: 'a:b,c', message: 'x\n::error::y %0A' })),
      ),
    );
    expect(text.split('\n')).toEqual([
      '::warning title=a%3Ab%2Cc key.present::x ::error::y %250A',
      `::notice title=Key audit::${NOT_KNOWN}`,
      '',
    ]);
  });

  it.each([
    ['fail', 'error'],
    ['inconclusive', 'error'],
    ['warn', 'warning'],
  ] as const)('calls %s: %s', (status, level) => {
    const text = renderGithub(auditOutcome(audit(secretFinding({ status }))));
    expect(text).toMatch(new RegExp(`^::${level} title=production secret.rotation::`));
  });
});

describe('a key audit as JUnit', () => {
  it('is a suite for each environment, a case for each finding', () => {
    expect(renderJunit(OUTCOME)).toMatchSnapshot();
  });
});

it.each([
  ['pretty', (report: AuditReport) => renderAuditText(report)],
  ['markdown', (report: AuditReport) => renderMarkdown(auditOutcome(report))],
  ['github', (report: AuditReport) => renderGithub(auditOutcome(report))],
  ['junit', (report: AuditReport) => renderJunit(auditOutcome(report))],
] as const)('%s lets no control character through', (_format, render) => {
  const odd = finding({ status: 'fail', message: 'a\u001b[2J\u202eb\u0000', label: '\u0007' });
  // biome-ignore lint/suspicious/noControlCharactersInRegex: it is what must not be there.
  expect(render(audit(odd))).not.toMatch(/[\u0000-\u0009\u000b-\u001f\u202e]/);
});
