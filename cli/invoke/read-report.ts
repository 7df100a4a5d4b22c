import type { EnvironmentReport, Report } from '../../functions/domain/model/report.ts';
import { reportSchema } from '../../functions/domain/model/schemas/report-schema.ts';
import { isBlocked, verdictOf, worstVerdict } from '../../functions/domain/model/verdict.ts';
import { CommandError } from '../command-error.ts';
import { EXIT } from '../exit-code.ts';

/**
 * Believes a payload only when it is a whole report, about exactly the environments that were asked
 * for, and does not contradict itself: anything less is no pass, whatever it says. Throws
 * `CommandError` (70) that says where it is wrong, never what the payload has there.
 */
export function readReport(payload: string, asked: readonly string[]): Report {
  const parsed = reportSchema.safeParse(parseJson(payload));
  if (!parsed.success) {
    const [issue] = parsed.error.issues;
    const path = issue?.path.join('.') ?? '';
    throw notAReport(`${path === '' ? 'the answer' : path}: ${issue?.message ?? 'not valid'}`);
  }
  const report = parsed.data;
  const names = report.environments.map(({ name }) => name);
  if (names.length !== asked.length || asked.some((name) => !names.includes(name))) {
    throw notAReport('it is not about the environments that were asked for');
  }
  const contradiction = findContradiction(report);
  if (contradiction !== undefined) throw notAReport(contradiction);
  return report;
}

function findContradiction(report: Report): string | undefined {
  const { environments } = report;
  if (report.verdict !== worstVerdict(environments.map((environment) => environment.verdict))) {
    return 'its verdict is not that of its environments';
  }
  if (!environments.every(isConsistent)) {
    return 'an environment that should be blocked is not, or the other way round';
  }
  const isProven = environments.every(
    ({ verdict, checks }) => worstVerdict([verdict, verdictOf(checks)]) === verdict,
  );
  return isProven ? undefined : 'an environment has a better verdict than its checks';
}

/** The report does not say what `onInconclusive` is; both are possible there. */
function isConsistent({ verdict, mode, blocked }: EnvironmentReport): boolean {
  return (['block', 'allow'] as const).some(
    (onInconclusive) => isBlocked({ verdict, mode, onInconclusive }) === blocked,
  );
}

function parseJson(payload: string): unknown {
  try {
    return JSON.parse(payload);
  } catch (cause) {
    throw notAReport('it is not JSON', { cause });
  }
}

function notAReport(problem: string, options: { readonly cause?: unknown } = {}): CommandError {
  return new CommandError(
    `The function's answer is no report of twilio-preflight (${problem}). Is it the gate, and of this version?`,
    { ...options, exitCode: EXIT.defect },
  );
}
