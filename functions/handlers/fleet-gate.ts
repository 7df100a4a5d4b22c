import { composeGate } from '../compose.ts';
import { composeFleetGateBase, type FleetGateBase } from '../compose-fleet-runs.ts';
import { ENVIRONMENT_VARIABLES } from '../contract.ts';
import { withTimeLimit } from '../domain/concurrency/time-limit.ts';
import { progressSentence } from '../domain/fleet/fleet-sentences.ts';
import type { FleetTemplate } from '../domain/model/fleet.ts';
import type { FleetRunState, FleetRuns } from '../domain/model/fleet-ports.ts';
import type { JobFailureType, JobResult } from '../domain/model/ports.ts';
import { PreflightError } from '../domain/model/preflight-error.ts';
import {
  fleetJobResult,
  type Undecided,
  undecidedJobResult,
} from './fleet-gate/fleet-job-result.ts';
import { deliverJob } from './gate/job.ts';
import { type JobRequest, parseJob } from './gate/job-request.ts';
import { type ComposeGate, createHandler, type Handler } from './run/create-handler.ts';
import { defectError } from './run/defect-error.ts';
import { deadlineOf, type Invocation, msUntil } from './run/invocation.ts';

type GateInvocation = Invocation<FleetGateBase>;

/** What a token holds: the name of the execution, which is the id of the first job. */
const RUN_ID = /^[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}$/;

/**
 * Makes the gate of a fleet: a CodePipeline job starts a run, named by its id, so that a second delivery starts
 * no second one; each further job of the action says how far it is, until the last answers by the report.
 * Every job is answered once, also where the run ended without a report. A retry of the stage is another run.
 *
 * Rejects with `PreflightError` `payload.invalid` for an event that is no such job.
 */
export function createFleetGateHandler(base: FleetGateBase, compose: ComposeGate): Handler {
  return createHandler(base, compose, async (event, invocation) => {
    const job = parseJob(event);
    if (job === undefined || job === 'without-id') throw NO_JOB;
    await answer(job, invocation);
  });
}

const NO_JOB = new PreflightError(
  'The gate of a fleet answers jobs of CodePipeline only. To start a run by hand: twilio-preflight fleet --state-machine ARN.',
  { code: 'payload.invalid', fault: 'operator' },
);

const base = composeFleetGateBase();

/** The gate function of a fleet. The event is never logged: it carries credentials. */
export const handler: Handler = createFleetGateHandler(base, () => composeGate(base));

async function answer(job: JobRequest, invocation: GateInvocation): Promise<void> {
  const { base: ports, time } = invocation;
  const { jobId } = job;
  const runId = RUN_ID.exec(job.continuationToken ?? '')?.[0] ?? jobId;
  const result = await resultOf(runId, job, invocation);
  if (result.outcome === 'continue') {
    const deadlineMs = deadlineOf('continuingMs', time);
    const delivery = await deliverJob(jobId, result, { ...ports, deadlineMs });
    if (delivery !== 'undelivered') return;
  }
  // A continuation that CodePipeline does not take must not leave the job open until its own limit.
  const final =
    result.outcome === 'continue'
      ? undecided(
          { runId, problem: 'CodePipeline did not take the answer that the run goes on' },
          invocation,
        )
      : result;
  await deliverJob(jobId, final, { ...ports, deadlineMs: deadlineOf('answeringMs', time) });
}

/** Never rejects: whatever went wrong is an answer too. */
async function resultOf(
  runId: string,
  { continuationToken }: JobRequest,
  invocation: GateInvocation,
): Promise<JobResult> {
  const { log } = invocation.base;
  const isFirst = continuationToken === undefined;
  try {
    const found = await stateOf(runId, isFirst, invocation);
    log.info('the run of the fleet', { runId, state: found.state });
    switch (found.state) {
      case 'absent':
        return going(runId, 'it begins');
      case 'running':
        return going(runId, progressSentence(found.progress));
      case 'broken':
        return undecided(
          { runId, problem: `The run of the fleet has no report: ${found.reason}` },
          invocation,
        );
      case 'ended': {
        const { fleet } = invocation.gate().configuration;
        return fleetJobResult(found.report, fleet?.template);
      }
    }
  } catch (error) {
    if (!(error instanceof PreflightError)) {
      const { message: problem } = defectError(error, log, { fields: { runId } });
      return undecided({ runId, problem }, invocation);
    }
    log.error(error.message, { runId, code: error.code });
    // A run that goes on is not lost because one question about it was; CodePipeline asks again.
    const mayPass = error.fault === 'service' && !isFirst;
    return mayPass
      ? going(runId, `its state could not be read (${error.message})`)
      : undecided({ runId, problem: error.message, type: typeOf(error) }, invocation);
  }
}

function typeOf({ code, fault }: PreflightError): JobFailureType {
  if (fault === 'service') return 'SystemUnavailable';
  return code === 'fleet.unavailable' ? 'PermissionError' : 'ConfigurationError';
}

/** The first job starts the run, and so does one whose run is not there: its name is started once. */
async function stateOf(
  runId: string,
  isFirst: boolean,
  invocation: GateInvocation,
): Promise<FleetRunState> {
  const runs = runsOf(invocation);
  const { clock } = invocation.base;
  const limit = { clock, limitMs: msUntil('continuingMs', invocation), what: 'Step Functions' };
  return await withTimeLimit(limit, async (signal): Promise<FleetRunState> => {
    const found = isFirst ? undefined : await runs.describe(runId, { signal });
    if (found !== undefined && found.state !== 'absent') return found;
    await runs.start(runId, {}, { signal });
    return { state: 'running' };
  });
}

function runsOf({ base: { runs } }: GateInvocation): FleetRuns {
  if (runs !== undefined) return runs;
  throw new PreflightError(
    `${ENVIRONMENT_VARIABLES.fleetStateMachineArn} names no state machine; deploy the function again`,
    { code: 'config.invalid', fault: 'operator' },
  );
}

function going(runId: string, text: string): JobResult {
  return {
    outcome: 'continue',
    continuationToken: runId,
    summary: `Verifying the fleet: ${text}. Run ${runId}`,
  };
}

type Reason = Omit<Undecided, 'type'> & Partial<Pick<Undecided, 'type'>>;

function undecided(
  { type = 'SystemUnavailable', ...reason }: Reason,
  { gate }: GateInvocation,
): JobResult {
  return undecidedJobResult({ ...reason, type }, modeOf(gate));
}

/** Undefined where the configuration cannot be read: nothing then says that the gate may open. */
function modeOf(gate: GateInvocation['gate']): FleetTemplate['mode'] | undefined {
  try {
    return gate().configuration.fleet?.template.mode;
  } catch {
    return undefined;
  }
}
