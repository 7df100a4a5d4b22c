import type { EnvironmentReport } from './report.ts';
import { VERDICTS_WORST_FIRST } from './verdict.ts';

/**
 * The environments in the order in which a person needs them: those that block first (a fail in
 * shadow mode stops no release), then by verdict, the worst first; of equal ones in report order.
 */
export function worstFirst(
  environments: readonly EnvironmentReport[],
): readonly EnvironmentReport[] {
  return environments.toSorted((a, b) => rank(a) - rank(b));
}

function rank({ verdict, blocked }: EnvironmentReport): number {
  const open = blocked ? 0 : VERDICTS_WORST_FIRST.length;
  return open + VERDICTS_WORST_FIRST.indexOf(verdict);
}
