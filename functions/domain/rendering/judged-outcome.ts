import type { KeyFacts } from '../model/check-result.ts';
import type { CheckReport, RemediationStep, Verdict } from '../model/report.ts';
import type { RunSummary } from '../model/schemas/history-schema.ts';
import { VERDICTS_WORST_FIRST } from '../model/verdict.ts';
import type { Section } from './sections/section.ts';

/** What a run has found, for every format that shows all of it. Its texts are plain single lines. */
export interface JudgedOutcome {
  /** `Credential check`, `Key audit`. */
  readonly title: string;
  readonly verdict: Verdict;
  /** In the order in which they are shown. */
  readonly environments: readonly EnvironmentOutcome[];
  /** What is said once at the end, a sentence or more each. */
  readonly notes: readonly string[];
  /** Which run it was, a name and a text each; default: none is said. */
  readonly about?: readonly (readonly [name: string, text: string])[] | undefined;
  /** Where the first environment is a whole, and the others some of it: what each is called, and how many there are. */
  readonly whole?: { readonly each: string; readonly counts: string } | undefined;
}

/** One environment: a test suite, a group of annotations, rows of a table. */
export interface EnvironmentOutcome {
  readonly name: string;
  readonly verdict: Verdict;
  /** The worst first. One of them has the status of the verdict, whenever that is not pass. */
  readonly findings: readonly ShownFinding[];
  /** Absent for a pass, and for a key audit, whose findings explain themselves. */
  readonly explanation?: Explanation | undefined;
  /** What was seen, other explanations, the credential: for a format that shows all. None is empty. */
  readonly details?: readonly Section[] | undefined;
  /** Its last runs, the newest first, where the gate's history was asked. */
  readonly runs?: readonly RunSummary[] | undefined;
}

/** The result of one check, of a gate or of a key audit. */
export interface ShownFinding
  extends KeyFacts,
    Pick<CheckReport, 'status' | 'message' | 'expected' | 'found'> {
  /** The id of the check, or the explanation's `cause` where no check has the verdict's status. */
  readonly check: string;
  readonly durationMs?: number | undefined;
}

/** Why an environment does not pass, and what to do. */
export interface Explanation {
  /** The id of the cause; `verdict` where there is no diagnosis. */
  readonly cause: string;
  readonly summary: string;
  /** `the gate is BLOCKED`, or why it is open. */
  readonly answer: string;
  readonly confidence: string;
  readonly steps: readonly RemediationStep[];
  readonly helpUrl: string | undefined;
}

/** How many environments have each verdict, the worst first: `2 fail`, `1 pass`. */
export function verdictCounts(verdicts: readonly Verdict[]): readonly string[] {
  return VERDICTS_WORST_FIRST.filter((one) => verdicts.includes(one)).map(
    (one) => `${verdicts.filter((other) => other === one).length} ${one}`,
  );
}
