import type { GateBase } from '../../compose.ts';
import { describeDefect } from '../../domain/describe-defect.ts';
import type { JobResult } from '../../domain/ports.ts';
import { jobContinuation } from '../../domain/report/job-continuation.ts';
import { jobFailure } from '../../domain/report/job-failure.ts';
import { jobSuccess } from '../../domain/report/job-success.ts';
import type { Report } from '../../domain/report/report.ts';
import { deadlineOf, type Invocation, msUntil } from './invocation.ts';
import { logReport } from './log-report.ts';
import { recordAndAlert } from './record-and-alert.ts';
import { type Settlement, settleJob } from './settle-job.ts';
import type { ActionParameters } from './user-parameters.ts';

/**
 * While CodePipeline cannot be reached the alert goes out after this, or after half of the time that
 * is left for alerts; the attempts go on.
 */
const ALERT_WITHOUT_ANSWER_MS = 8_000;

interface DecidedJob {
  readonly jobId: string;
  readonly report: Report;
  readonly parameters: ActionParameters;
  /** Present where the gate waits: asks CodePipeline for another invocation, and tells nobody yet. */
  readonly nextToken: string | undefined;
}

/**
 * Tells CodePipeline, then the people. The job is answered first, so that neither SNS nor the log can
 * hold the pipeline. When another delivery of the same job has answered, it alerts and this one does
 * not; when nobody could be told the alert is sent all the same: rather twice than never.
 */
export async function answerJob(job: DecidedJob, invocation: Invocation): Promise<void> {
  const { base, time } = invocation;
  const { clock } = base;
  const result = jobResult(job, base);
  if (result.outcome === 'continue') return await continueJob(job, result, invocation);
  const settling = settleJob(job.jobId, result, {
    ...base,
    deadlineMs: deadlineOf('settlingMs', time),
  });
  const patienceMs = Math.min(ALERT_WITHOUT_ANSWER_MS, msUntil('alertsMs', invocation) / 2);
  const enough = new AbortController();
  const settlement = await Promise.race<Settlement | undefined>([
    settling,
    clock.sleep(patienceMs, enough.signal).then(() => undefined),
  ]);
  enough.abort();
  logReport(job.report, base.log, { jobId: job.jobId });
  if (settlement !== 'elsewhere') await alert(job, invocation);
  await settling;
}

/**
 * The final answer comes with another job, and with it the alert. Only where CodePipeline could not be
 * asked to call again nobody else will tell: the attempts end early enough for an alert to go out.
 */
async function continueJob(
  job: DecidedJob,
  result: JobResult,
  invocation: Invocation,
): Promise<void> {
  const { base, time } = invocation;
  const deadlineMs = deadlineOf('watchdogMs', time);
  const settlement = await settleJob(job.jobId, result, { ...base, deadlineMs });
  logReport(job.report, base.log, { jobId: job.jobId });
  if (settlement === 'ours') {
    base.log.info('waits for a rotation to end: CodePipeline invokes again', { jobId: job.jobId });
  }
  if (settlement === 'unanswered') await alert(job, invocation);
}

async function alert(
  { jobId, report, parameters }: DecidedJob,
  invocation: Invocation,
): Promise<void> {
  const { pipeline, executionId } = parameters;
  const origin = {
    jobId,
    ...(pipeline === undefined ? {} : { pipeline }),
    ...(executionId === undefined ? {} : { executionId }),
  };
  await recordAndAlert(report, origin, invocation);
}

/** Only a run that judged something opens the gate; what cannot be told in words keeps it shut. */
function jobResult({ report, nextToken }: DecidedJob, { log }: GateBase): JobResult {
  const { environments, runId } = report;
  const isOpen = environments.length > 0 && environments.every(({ blocked }) => !blocked);
  try {
    if (nextToken !== undefined) {
      return { outcome: 'continue', continuationToken: nextToken, ...jobContinuation(report) };
    }
    return isOpen
      ? { outcome: 'success', ...jobSuccess(report) }
      : { outcome: 'failure', ...jobFailure(report), externalExecutionId: runId };
  } catch (error) {
    const { name, frames } = describeDefect(error);
    log.error('a defect in this program', { runId, name, frames });
    const message = `A defect in this program (${name}): the report could not be written. Run ${runId}`;
    return { outcome: 'failure', type: 'SystemUnavailable', message, externalExecutionId: runId };
  }
}
