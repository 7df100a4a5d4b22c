import { failureTypeOf } from '../functions/domain/causes/failure-type-of.ts';
import type { EnvironmentReport, Report, Verdict } from '../functions/domain/model/report.ts';
import { EXIT, type ExitCode } from './exit-code.ts';

/**
 * The exit code of a report: what the gates of its environments would answer. Only blocked
 * environments count, so shadow mode and `onInconclusive: "allow"` end in 0; with `strict` a warning
 * of an enforced environment is 4. A rejected credential outweighs a faulty configuration (1 before
 * 2), both outweigh an inconclusive answer. A report of nothing opens nothing.
 */
export function exitCodeOf(report: Report, options: { readonly strict: boolean }): ExitCode {
  const { environments } = report;
  if (environments.length === 0) return EXIT.inconclusive;
  const blocked = environments.filter((environment) => environment.blocked);
  if (blocked.length === 0) {
    return options.strict && environments.some(isEnforcedWarning) ? EXIT.warned : EXIT.open;
  }
  const failed = blocked.filter(({ verdict }) => verdict === 'fail');
  if (failed.length === 0) return EXIT.inconclusive;
  const isConfiguration = failed.every((one) => failureTypeOf(one) === 'ConfigurationError');
  return isConfiguration ? EXIT.configuration : EXIT.failed;
}

function isEnforcedWarning({ verdict, mode }: EnvironmentReport): boolean {
  return verdict === 'warn' && mode === 'enforce';
}

/** As for `verify`: 1 where something failed, 3 where something could not be checked, 4 for strict warnings. */
export function exitCodeOfVerdict(
  verdict: Verdict,
  { strict }: { readonly strict: boolean },
): ExitCode {
  switch (verdict) {
    case 'fail':
      return EXIT.failed;
    case 'inconclusive':
      return EXIT.inconclusive;
    case 'warn':
      return strict ? EXIT.warned : EXIT.open;
    case 'pass':
      return EXIT.open;
  }
}
