import { openFindings } from '../../functions/domain/checks/audit/audit-verdict.ts';
import type { CheckStatus } from '../../functions/domain/model/report.ts';
import type {
  EnvironmentOutcome,
  Explanation,
} from '../../functions/domain/rendering/judged-outcome.ts';

/** One thing to look at: a cause with what to do first, or a check that did not pass. */
export interface Problem {
  /** The id of the cause or the check. */
  readonly id: string;
  readonly status: CheckStatus;
  /** The first says what is wrong. */
  readonly lines: readonly string[];
  readonly apiKeySid?: string | undefined;
}

/** What a CI annotates of an environment: its cause, then every finding that is no pass and not skipped. */
export function problemsOf({
  verdict,
  findings,
  explanation,
}: EnvironmentOutcome): readonly Problem[] {
  const open = openFindings(findings).filter(({ check }) => check !== explanation?.cause);
  const problems = open.map(({ check, status, message, apiKeySid }) => ({
    id: check,
    status,
    lines: [message],
    apiKeySid,
  }));
  if (explanation === undefined) return problems;
  return [
    { id: explanation.cause, status: verdict, lines: explainedLines(explanation) },
    ...problems,
  ];
}

function explainedLines({ summary, answer, steps: [first] }: Explanation): readonly string[] {
  const step = first === undefined ? [] : [`What to do first: ${first.text}`];
  return [`${summary}; ${answer}`, ...step, ...(first?.command?.split('\n') ?? [])];
}
