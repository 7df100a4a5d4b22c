import type { GateBase } from '../../compose-base.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { JobResult } from '../../domain/model/ports.ts';
import type { Report } from '../../domain/model/report.ts';
import { jobContinuation } from '../../domain/rendering/job-continuation.ts';
import { jobFailure } from '../../domain/rendering/job-failure.ts';
import { jobSuccess } from '../../domain/rendering/job-success.ts';
import { answerThenAlert } from '../run/answer-then-alert.ts';
import { deadlineOf, type Invocation } from '../run/invocation.ts';
import { logReport } from '../run/log-report.ts';
import { recordAndAlert } from '../run/record-and-alert.ts';
import { isShut } from '../run/throw-if-blocked.ts';
import type { PipelineNames } from './event-search.ts';
import { settleJob } from './settle-job.ts';

interface DecidedJob {
  readonly jobId: string;
  readonly report: Report;
  readonly named: PipelineNames;
  /** Present where the gate waits: asks CodePipeline for another invocation, and tells nobody yet. */
  readonly nextToken: string | undefined;
}

/** What the gate did: `waits` where CodePipeline will invoke it again. */
export type JobOutcome = 'open' | 'shut' | 'waits';

/**
 * Tells CodePipeline, then the people. Where another delivery of the same job has answered, this one
 * has decided all the same, and says what.
 */
export async function answerJob(
  job: DecidedJob,
  invocation: Invocation<GateBase>,
): Promise<JobOutcome> {
  const { base, time } = invocation;
  const result = jobResult(job, base);
  if (result.outcome === 'continue') return await continueJob(job, result, invocation);
  const deadlineMs = deadlineOf('settlingMs', time);
  await answerThenAlert(
    {
      settling: settleJob(job.jobId, result, { ...base, deadlineMs }),
      log: () => logReport(job.report, base.log, { jobId: job.jobId }),
      alert: () => alert(job, invocation),
    },
    invocation,
  );
  return result.outcome === 'success' ? 'open' : 'shut';
}

/**
 * The final answer comes with another job, and with it the alert. Only where CodePipeline could not be
 * asked to call again nobody else will tell: the attempts end early enough for an alert to go out, and
 * the gate is shut.
 */
async function continueJob(
  job: DecidedJob,
  result: JobResult,
  invocation: Invocation<GateBase>,
): Promise<JobOutcome> {
  const { base, time } = invocation;
  const deadlineMs = deadlineOf('watchdogMs', time);
  const settlement = await settleJob(job.jobId, result, { ...base, deadlineMs });
  logReport(job.report, base.log, { jobId: job.jobId });
  if (settlement === 'ours') {
    base.log.info('waits for a rotation to end: CodePipeline invokes again', { jobId: job.jobId });
  }
  if (settlement === 'unanswered') await alert(job, invocation);
  return settlement === 'ours' ? 'waits' : 'shut';
}

async function alert({ jobId, report, named }: DecidedJob, invocation: Invocation): Promise<void> {
  await recordAndAlert(report, { jobId, ...named }, invocation);
}

/** Only a run that judged something opens the gate; what cannot be told in words keeps it shut. */
function jobResult({ report, nextToken }: DecidedJob, { log }: GateBase): JobResult {
  const { runId } = report;
  try {
    if (nextToken !== undefined) {
      return { outcome: 'continue', continuationToken: nextToken, ...jobContinuation(report) };
    }
    return isShut(report)
      ? { outcome: 'failure', ...jobFailure(report), externalExecutionId: runId }
      : { outcome: 'success', ...jobSuccess(report) };
  } catch (error) {
    const { text: name, frames } = describeDefect(error);
    log.error('a defect in this program', { runId, name, frames });
    const message = `A defect in this program (${name}): the report could not be written. Run ${runId}`;
    return { outcome: 'failure', type: 'SystemUnavailable', message, externalExecutionId: runId };
  }
}
