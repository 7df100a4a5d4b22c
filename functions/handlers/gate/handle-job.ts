import { selectEnvironments } from '../../configuration/select-environments.ts';
import { showName } from '../../configuration/shown-value.ts';
import { describeDefect } from '../../domain/describe-defect.ts';
import type { EnvironmentExpectation } from '../../domain/expectation.ts';
import { PreflightError } from '../../domain/preflight-error.ts';
import type { Report } from '../../domain/report/report.ts';
import { type Trouble, troubleReport } from '../../domain/report/trouble-report.ts';
import type { VerificationRequest } from '../../domain/verification/verification.ts';
import { type Invocation, msUntil } from '../run/invocation.ts';
import { type JobWait, jobWait } from '../run/job-wait.ts';
import { runVerification } from '../run/run-verification.ts';
import { answerJob } from './answer-job.ts';
import type { GateRequest } from './gate-request.ts';
import { type ActionParameters, parseUserParameters } from './user-parameters.ts';

type JobRequest = Extract<GateRequest, { kind: 'job' }>;

type Look = Pick<VerificationRequest, 'versionStage' | 'waited'>;

/** What a job turned out to ask for, filled in step by step; the watchdog reports what is known. */
interface JobState {
  readonly wait: JobWait;
  parameters: ActionParameters;
  expectation?: EnvironmentExpectation;
}

/**
 * A CodePipeline job: answered exactly once on every path, then alerted on. While only a rotation keeps
 * the gate shut the answer is to be invoked again, for up to six minutes; CodePipeline then sends another
 * job. Never throws: a throwing function would be invoked again for a job that is answered already.
 */
export async function handleJob(request: JobRequest, invocation: Invocation): Promise<void> {
  const { jobId, continuationToken } = request;
  const { clock } = invocation.base;
  const wait = jobWait(continuationToken, clock.now());
  const state: JobState = { wait, parameters: { environment: 'unknown environment' } };
  try {
    const report = await decideInTime(request, state, invocation);
    const { parameters } = state;
    const nextToken = wait.nextToken(report, clock.now());
    await answerJob({ jobId, report, parameters, nextToken }, invocation);
  } catch (error) {
    // Answering itself is built not to throw; this keeps Lambda from delivering the job again.
    const { name, frames } = describeDefect(error);
    invocation.base.log.error('a defect after the decision', {
      jobId,
      name,
      frames,
    });
  }
}

async function decideInTime(
  request: JobRequest,
  state: JobState,
  invocation: Invocation,
): Promise<Report> {
  const decided = new AbortController();
  try {
    return await Promise.race([
      decide(request, state, invocation),
      watch(state, invocation, decided.signal),
    ]);
  } finally {
    // Before the job is answered: the watchdog has nothing to say about how long that takes.
    decided.abort();
  }
}

async function decide(
  request: JobRequest,
  state: JobState,
  invocation: Invocation,
): Promise<Report> {
  try {
    state.parameters = parseUserParametersOf(request, invocation);
    const gate = invocation.gate();
    const selection = selectEnvironments(gate.configuration, [state.parameters.environment]);
    if (!selection.ok) {
      return trouble(unknownEnvironment(selection.message), state, invocation);
    }
    const { environments } = selection;
    const [expectation] = environments;
    if (expectation !== undefined) state.expectation = expectation;
    const options = { environments, trigger: 'pipeline', ...lookOf(state) } as const;
    return await runVerification(gate, options, invocation);
  } catch (error) {
    return trouble(troubleFrom(error, invocation), state, invocation);
  }
}

/** Without patience: a job waits between invocations, so that no function runs meanwhile. */
function lookOf({ parameters: { versionStage }, wait: { waited } }: JobState): Look {
  return {
    ...(versionStage === undefined ? {} : { versionStage }),
    ...(waited === undefined ? {} : { waited }),
  };
}

/** A bad payload is told together with the environments there are. */
function parseUserParametersOf(request: JobRequest, { gate }: Invocation): ActionParameters {
  try {
    return parseUserParameters(request.userParameters);
  } catch (error) {
    if (!(error instanceof PreflightError)) throw error;
    const names = gate().configuration.environments.map(({ name }) => name);
    throw new PreflightError(`${error.message} Declared environments: ${names.join(', ')}.`, {
      code: error.code,
      fault: error.fault,
      cause: error,
    });
  }
}

function unknownEnvironment(problem: string): Trouble {
  return { kind: 'configuration', cause: 'config.unknown-environment', problem };
}

function troubleFrom(error: unknown, { base }: Invocation): Trouble {
  if (error instanceof PreflightError && error.fault === 'operator') {
    return { kind: 'configuration', cause: 'config.invalid', problem: error.message };
  }
  const { name, frames } = describeDefect(error);
  base.log.error('a defect in this program', { name, frames });
  return { kind: 'defect', problem: `a defect in this program (${name}); its log has the stack` };
}

/** Answers in place of a verification that did not end in time, although it was told to. */
async function watch(state: JobState, invocation: Invocation, stop: AbortSignal): Promise<Report> {
  await invocation.base.clock.sleep(msUntil('watchdogMs', invocation), stop);
  const problem = "the function's time was up before the verification ended";
  if (!stop.aborted) invocation.base.log.error(problem);
  return trouble({ kind: 'out-of-time', problem }, state, invocation);
}

function trouble(kind: Trouble, state: JobState, { base, time }: Invocation): Report {
  const { clock, randomness } = base;
  const durationMs = Math.round(clock.monotonicMs() - time.startedMs);
  return troubleReport(kind, {
    runId: randomness.uuid(),
    trigger: 'pipeline',
    startedAt: new Date(clock.now().getTime() - durationMs).toISOString(),
    durationMs,
    // Whoever wrote the UserParameters may have pasted a secret into them.
    environment: showName(state.parameters.environment),
    ...lookOf(state),
    ...(state.expectation === undefined ? {} : { expectation: state.expectation }),
  });
}
