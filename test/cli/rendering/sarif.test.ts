import { describe, expect, it } from 'vitest';
import { auditOutcome } from '../../../cli/rendering/audit-outcome.ts';
import type { Declarations } from '../../../cli/rendering/declarations.ts';
import type { Outcome } from '../../../cli/rendering/outcome.ts';
import { renderSarif } from '../../../cli/rendering/render-sarif.ts';
import { reportOutcome } from '../../../cli/rendering/report-outcome.ts';
import { check, failing, passing, report } from '../../functions/domain/rendering/reports.ts';
import { finding } from '../../functions/domain/verification/audit/findings.ts';

const DECLARATIONS: Declarations = {
  path: 'preflight.config.json',
  uri: 'preflight.config.json',
  positions: new Map([['production', { line: 3, column: 5 }]]),
};

interface Result {
  readonly ruleId: string;
  readonly ruleIndex: number;
  readonly level: string;
  readonly message: { readonly text: string };
  readonly locations: readonly unknown[];
  readonly partialFingerprints: { readonly primaryLocationLineHash: string };
}

interface Run {
  readonly tool: { readonly driver: { readonly rules: readonly { readonly id: string }[] } };
  readonly automationDetails: { readonly id: string };
  readonly invocations: readonly { readonly toolExecutionNotifications: readonly unknown[] }[];
  readonly results: readonly Result[];
}

function runOf(outcome: Outcome, declarations?: Declarations): Run {
  const [run] = JSON.parse(renderSarif(outcome, { declarations })).runs;
  return run;
}

function fingerprintsOf(outcome: Outcome): readonly string[] {
  return runOf(outcome).results.map((one) => one.partialFingerprints.primaryLocationLineHash);
}

describe('a report as SARIF', () => {
  it('has a result for the cause and each check that did not pass, with its rule', () => {
    const { results, tool } = runOf(reportOutcome(report([passing(), failing()])), DECLARATIONS);
    const { rules } = tool.driver;
    expect(results.length).toBeGreaterThan(1);
    expect(results.map(({ ruleIndex }) => rules[ruleIndex]?.id)).toEqual(
      results.map(({ ruleId }) => ruleId),
    );
    expect(results[0]?.message.text).toMatch(/^production: .+\nWhat to do first: /);
    expect(
      JSON.stringify({ results: results.slice(0, 1), rules: rules.slice(0, 1) }, null, 2),
    ).toMatchSnapshot();
  });

  it.each([
    ['a placeholder', 'is {0}, not {}', 'is {{0}}, not {{}}'],
    ['a link', 'see [it](https://example.com)', String.raw`see [it\](https://example.com)`],
    ['a link, escaped already', String.raw`[it\](1)`, String.raw`[it\\\](1)`],
    ['brackets alone', 'alerts.email[0] (the first)', 'alerts.email[0] (the first)'],
  ])('has no text that means something to SARIF: %s', (_name, message, text) => {
    const findings = [finding({ status: 'fail', message })];
    const outcome = auditOutcome({ schemaVersion: 1, findings });
    const run = runOf({ ...outcome, notes: [message] });
    expect(run.results[0]?.message.text).toContain(text);
    expect(run.invocations[0]?.toolExecutionNotifications).toEqual([
      { level: 'note', message: { text } },
    ]);
  });

  it.each([
    ['fail', ['error']],
    ['inconclusive', ['error']],
    ['warn', ['warning']],
    ['pass', []],
    ['skipped', []],
  ] as const)('says of a finding that is %s: %j', (status, levels) => {
    const findings = [finding({ status })];
    const { results } = runOf(auditOutcome({ schemaVersion: 1, findings }));
    expect(results.map(({ level }) => level)).toEqual(levels);
  });

  it('names the file alone where the declaration is not found, and nothing without a file', () => {
    const outcome = reportOutcome(report([failing({ name: 'elsewhere' })]));
    const artifactLocation = { uri: 'preflight.config.json' };
    expect(runOf(outcome, DECLARATIONS).results[0]?.locations).toEqual([
      { physicalLocation: { artifactLocation } },
    ]);
    expect(runOf(outcome).results[0]?.locations).toEqual([]);
  });

  it('gives an id that this version does not know as its own title', () => {
    const checks = [check({ id: 'newer.check', status: 'fail', message: 'why' })];
    const { tool } = runOf(reportOutcome(report([failing({ checks })])));
    expect(tool.driver.rules).toContainEqual(
      expect.objectContaining({ id: 'newer.check', shortDescription: { text: 'newer.check' } }),
    );
  });

  it('keeps the fingerprint of a problem from run to run, wherever it is declared', () => {
    const [first, second] = ['one', 'two'].map((message) => {
      const checks = [check({ id: 'account.active', status: 'fail', message, durationMs: 7 })];
      return fingerprintsOf(reportOutcome(report([failing({ checks })], { runId: message })));
    });
    expect(first).toEqual(second);
    expect(first?.every((one) => /^[0-9a-f]{64}$/.test(one))).toBe(true);
  });

  it('has another fingerprint for each environment, problem and key', () => {
    const findings = [
      finding({ status: 'warn', check: 'key.stray', environment: 'a' }),
      finding({ status: 'warn', check: 'key.stray', environment: 'b' }),
      finding({ status: 'warn', check: 'key.age', environment: 'a' }),
      finding({ status: 'warn', check: 'key.stray', environment: 'a', apiKeySid: 'SKother' }),
    ];
    expect(new Set(fingerprintsOf(auditOutcome({ schemaVersion: 1, findings }))).size).toBe(4);
  });

  it('is uploaded apart from a key audit, and says its notes once', () => {
    const audit = runOf(auditOutcome({ schemaVersion: 1, findings: [finding()] }));
    expect(audit.automationDetails.id).toBe('twilio-preflight/key-audit/');
    expect(audit.invocations[0]?.toolExecutionNotifications).toHaveLength(1);
    expect(runOf(reportOutcome(report([passing()]))).automationDetails.id).toBe(
      'twilio-preflight/credential-check/',
    );
  });
});
