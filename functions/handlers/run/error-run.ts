import { showName } from '../../configuration/shown-value.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { Trigger } from '../../domain/model/report.ts';
import {
  type ErrorSubject,
  errorReport,
  type RunError,
} from '../../domain/verification/error-report.ts';
import type { Investigation } from '../../domain/verification/verify-environments.ts';
import type { Invocation } from './invocation.ts';
import { type Subject, selectDeclared } from './verify.ts';

/** What set off a run, and what it is about. */
export interface RunSubject {
  readonly trigger: Trigger;
  /** What is asked for, or why that cannot be read: a verdict like any other. */
  readonly subject: Subject | RunError;
}

/** Reads what an event asks for; an operator's mistake in it, and a defect, are results too. */
export function subjectOrError(read: () => Subject, invocation: Invocation): Subject | RunError {
  try {
    return read();
  } catch (error) {
    return runErrorOf(error, invocation);
  }
}

/** What an error means for a run: a mistake of the operator, too little time, or a defect, which is logged. */
export function runErrorOf(error: unknown, { base }: Invocation): RunError {
  if (error instanceof PreflightError && error.fault === 'operator') {
    const isUnknown = error.code === 'config.unknown-environment';
    const cause = isUnknown ? error.code : 'config.invalid';
    return { kind: 'configuration', cause, problem: error.message };
  }
  if (error instanceof PreflightError && error.code === 'out-of-time') {
    const problem = "the function's time was up before the verification ended";
    base.log.error(problem);
    return { kind: 'out-of-time', problem };
  }
  const { text: name, frames } = describeDefect(error);
  base.log.error('a defect in this program', { name, frames });
  return { kind: 'defect', problem: `a defect in this program (${name}); its log has the stack` };
}

/**
 * The report of a run that could not judge, for every environment that was asked for, so that caller,
 * alert and log say it in the usual form. Shadow mode and `onInconclusive` count as ever.
 */
export function errorRun(
  error: RunError,
  { trigger, subject }: RunSubject,
  invocation: Invocation,
): Investigation {
  const { base, time } = invocation;
  const durationMs = Math.round(base.clock.monotonicMs() - time.startedMs);
  const report = errorReport(error, {
    runId: base.randomness.uuid(),
    trigger,
    startedAt: new Date(base.clock.now().getTime() - durationMs).toISOString(),
    durationMs,
    subjects: 'kind' in subject ? [UNKNOWN] : subjectsOf(subject.names, invocation),
    versionStage: 'kind' in subject ? undefined : subject.versionStage,
  });
  return { report, evidence: [] };
}

/** Stands in reports where no name could be read. */
const UNKNOWN: ErrorSubject = { environment: 'unknown environment' };

function subjectsOf(names: readonly string[], invocation: Invocation): readonly ErrorSubject[] {
  try {
    return selectDeclared(names, invocation).map((expectation) => ({
      environment: expectation.name,
      expectation,
    }));
  } catch {
    // A name may be a secret that was pasted in its place.
    return names.length === 0 ? [UNKNOWN] : names.map((name) => ({ environment: showName(name) }));
  }
}
