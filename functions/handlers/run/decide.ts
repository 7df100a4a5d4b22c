import { selectEnvironments } from '../../configuration/select-environments.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { VersionStage } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { Trouble } from '../../domain/verification/error-report.ts';
import type { RotationPatience } from '../../domain/verification/verification.ts';
import type { Investigation } from '../../domain/verification/verify-environments.ts';
import { type Invocation, msUntil } from './invocation.ts';
import { recordRun } from './record-run.ts';
import { runVerification } from './run-verification.ts';
import { type RunState, troubleRun } from './trouble-run.ts';

/** What is to be verified; the names are those of the configuration, or are refused. */
export interface Subject {
  /** Empty: every declared environment. */
  readonly names: readonly string[];
  readonly versionStage?: VersionStage | undefined;
}

export interface Decision {
  /** Reads what was asked for. Throws {@link PreflightError} where that cannot be done. */
  readonly subject: () => Subject;
  /** How long the run itself waits for a rotation to end; by default not at all. */
  readonly patience?: RotationPatience;
}

/**
 * Verifies for someone who must be answered whatever happens, and in time. What cannot be verified (a
 * bad payload, an unknown environment, a broken configuration, a defect, too little time) is in the
 * report like any other verdict. Rejects only where not even a report can be made. The run is measured.
 */
export async function decide(
  decision: Decision,
  state: RunState,
  invocation: Invocation,
): Promise<Investigation> {
  const decided = new AbortController();
  try {
    const run = await Promise.race([
      verify(decision, state, invocation),
      watch(state, invocation, decided.signal),
    ]);
    recordRun(run, invocation);
    return run;
  } finally {
    // Before anybody is answered: the watchdog has nothing to say about how long that takes.
    decided.abort();
  }
}

async function verify(
  { subject, patience }: Decision,
  state: RunState,
  invocation: Invocation,
): Promise<Investigation> {
  try {
    const { names, versionStage } = subject();
    state.names = names;
    if (versionStage !== undefined) state.look = { ...state.look, versionStage };
    const gate = invocation.gate();
    const selection = selectEnvironments(gate.configuration, names);
    if (!selection.ok) {
      return troubleRun(unknownEnvironment(selection.message), state, invocation);
    }
    const { environments } = selection;
    state.expectations = environments;
    const look = { ...state.look, ...(patience === undefined ? {} : { patience }) };
    return await runVerification(gate, { environments, trigger: 'pipeline', ...look }, invocation);
  } catch (error) {
    return troubleRun(troubleFrom(error, invocation), state, invocation);
  }
}

function unknownEnvironment(problem: string): Trouble {
  return { kind: 'configuration', cause: 'config.unknown-environment', problem };
}

function troubleFrom(error: unknown, { base }: Invocation): Trouble {
  if (error instanceof PreflightError && error.fault === 'operator') {
    return { kind: 'configuration', cause: 'config.invalid', problem: error.message };
  }
  const { text: name, frames } = describeDefect(error);
  base.log.error('a defect in this program', { name, frames });
  return { kind: 'defect', problem: `a defect in this program (${name}); its log has the stack` };
}

/** Answers in place of a verification that did not end in time, although it was told to. */
async function watch(
  state: RunState,
  invocation: Invocation,
  stop: AbortSignal,
): Promise<Investigation> {
  await invocation.base.clock.sleep(msUntil('watchdogMs', invocation), stop);
  const problem = "the function's time was up before the verification ended";
  if (!stop.aborted) invocation.base.log.error(problem);
  return troubleRun({ kind: 'out-of-time', problem }, state, invocation);
}
