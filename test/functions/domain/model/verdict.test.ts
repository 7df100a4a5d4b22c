import { describe, expect, it } from 'vitest';
import type { Verdict } from '../../../../functions/domain/model/report.ts';
import { isBlocked, worstVerdict } from '../../../../functions/domain/model/verdict.ts';

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
