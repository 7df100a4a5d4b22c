import { showName } from '../../configuration/shown-value.ts';
import type { EnvironmentExpectation } from '../../domain/model/expectation.ts';
import {
  type Trouble,
  type TroubleSubject,
  troubleReport,
} from '../../domain/verification/error-report.ts';
import type { VerificationRequest } from '../../domain/verification/verification.ts';
import type { Investigation } from '../../domain/verification/verify-environments.ts';
import type { Invocation } from './invocation.ts';

/** What is known of a run while it is decided: filled in step by step, reported if it comes to that. */
export interface RunState {
  /** What was asked for; it need not be declared. */
  names: readonly string[];
  expectations: readonly EnvironmentExpectation[];
  look: Pick<VerificationRequest, 'versionStage' | 'waited'>;
}

/** Nothing is known yet. `unknown environment` stands in reports until a name is read. */
export function newRunState(): RunState {
  return { names: [], expectations: [], look: {} };
}

/**
 * The report of a run that could not judge, for every environment that is known of by then, so that
 * caller, alert and log say it in the usual form. Shadow mode and `onInconclusive` count as ever.
 */
export function troubleRun(
  trouble: Trouble,
  { names, expectations, look }: RunState,
  { base, time }: Pick<Invocation, 'base' | 'time'>,
): Investigation {
  const { clock, randomness } = base;
  const durationMs = Math.round(clock.monotonicMs() - time.startedMs);
  const report = troubleReport(trouble, {
    runId: randomness.uuid(),
    trigger: 'pipeline',
    startedAt: new Date(clock.now().getTime() - durationMs).toISOString(),
    durationMs,
    subjects: subjectsOf(names, expectations),
    ...look,
  });
  return { report, evidence: [] };
}

function subjectsOf(
  names: readonly string[],
  expectations: readonly EnvironmentExpectation[],
): readonly TroubleSubject[] {
  if (expectations.length > 0) {
    return expectations.map((expectation) => ({ environment: expectation.name, expectation }));
  }
  // Whoever wrote the name may have pasted a secret into it.
  if (names.length > 0) return names.map((name) => ({ environment: showName(name) }));
  return [{ environment: 'unknown environment' }];
}
