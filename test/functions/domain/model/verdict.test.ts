import { describe, expect, it } from 'vitest';
import type { CheckStatus, Verdict } from '../../../../functions/domain/model/report.ts';
import { isBlocked, verdictOf, worstVerdict } from '../../../../functions/domain/model/verdict.ts';

describe('worstVerdict', () => {
  it.each<[name: string, verdicts: readonly Verdict[], worst: Verdict]>([
    ['nothing judged is not a pass', [], 'inconclusive'],
    ['all pass', ['pass', 'pass'], 'pass'],
    ['a warning outweighs a pass', ['pass', 'warn'], 'warn'],
    ['an inconclusive outweighs a warning', ['warn', 'inconclusive', 'pass'], 'inconclusive'],
    ['a fail outweighs everything', ['inconclusive', 'warn', 'fail', 'pass'], 'fail'],
  ])('%s', (_name, verdicts, worst) => {
    expect(worstVerdict(verdicts)).toBe(worst);
  });
});

describe('verdictOf', () => {
  const live = (status: CheckStatus) => ({ tier: 'live', status }) as const;
  const offline = (status: CheckStatus) => ({ tier: 'offline', status }) as const;
  const audit = (status: CheckStatus) => ({ tier: 'audit', status }) as const;
  it.each<readonly [string, Parameters<typeof verdictOf>[0], Verdict]>([
    ['a live pass', [offline('pass'), live('pass')], 'pass'],
    ['a live pass beside what was skipped', [live('pass'), live('skipped')], 'pass'],
    ['no live check that passed: no pass', [offline('pass'), live('skipped')], 'inconclusive'],
    ['a warning without a live pass', [offline('warn')], 'inconclusive'],
    ['a fail without a live pass', [offline('fail'), live('skipped')], 'fail'],
    ['a live pass beside a fail', [live('pass'), offline('fail')], 'fail'],
    ['no check at all', [], 'inconclusive'],
    ['a key audit, which has no live check', [audit('pass'), audit('skipped')], 'pass'],
  ])('is decided by %s', (_name, checks, verdict) => {
    expect(verdictOf(checks)).toBe(verdict);
  });
});

describe('isBlocked', () => {
  it.each([
    { verdict: 'fail', mode: 'enforce', onInconclusive: 'block', blocked: true },
    { verdict: 'fail', mode: 'enforce', onInconclusive: 'allow', blocked: true },
    { verdict: 'fail', mode: 'shadow', onInconclusive: 'block', blocked: false },
    { verdict: 'inconclusive', mode: 'enforce', onInconclusive: 'block', blocked: true },
    { verdict: 'inconclusive', mode: 'enforce', onInconclusive: 'allow', blocked: false },
    { verdict: 'inconclusive', mode: 'shadow', onInconclusive: 'block', blocked: false },
    { verdict: 'warn', mode: 'enforce', onInconclusive: 'block', blocked: false },
    { verdict: 'pass', mode: 'enforce', onInconclusive: 'block', blocked: false },
  ] as const)('$verdict, $mode, onInconclusive $onInconclusive: blocked is $blocked', (row) => {
    expect(isBlocked(row)).toBe(row.blocked);
  });
});
