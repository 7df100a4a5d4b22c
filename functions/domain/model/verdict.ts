import type { EnvironmentExpectation } from './expectation.ts';
import type { CheckReport, Verdict } from './report.ts';

/** The worst first. Also the order in which a person is shown several environments. */
export const VERDICTS_WORST_FIRST: readonly Verdict[] = ['fail', 'inconclusive', 'warn', 'pass'];

/**
 * The verdict of a whole from those of its parts: fail > inconclusive > warn > pass. Of no parts it
 * is inconclusive: where nothing was judged, nothing passed.
 */
export function worstVerdict(verdicts: readonly Verdict[]): Verdict {
  return VERDICTS_WORST_FIRST.find((verdict) => verdicts.includes(verdict)) ?? 'inconclusive';
}

/**
 * The verdict of one environment: the worst status, where `skipped` counts for nothing. A verification
 * in which no live check passed is never a pass: it is inconclusive at best. A key audit has no live
 * check: its findings alone decide.
 */
export function verdictOf(checks: readonly Pick<CheckReport, 'status' | 'tier'>[]): Verdict {
  const verdicts = checks.flatMap(({ status }) => (status === 'skipped' ? [] : [status]));
  const isProven = checks.some(({ tier, status }) => tier === 'live' && status === 'pass');
  const needsProof = checks.some(({ tier }) => tier !== 'audit');
  return worstVerdict(needsProof && !isProven ? [...verdicts, 'inconclusive'] : verdicts);
}

/**
 * Whether the gate stays shut: a fail blocks, an inconclusive verdict does what the environment
 * declares, and shadow mode never blocks whatever the verdict.
 */
export function isBlocked(
  judged: { readonly verdict: Verdict } & Pick<EnvironmentExpectation, 'mode' | 'onInconclusive'>,
): boolean {
  if (judged.mode === 'shadow') {
    return false;
  }
  switch (judged.verdict) {
    case 'fail':
      return true;
    case 'inconclusive':
      return judged.onInconclusive === 'block';
    case 'warn':
    case 'pass':
      return false;
  }
}
