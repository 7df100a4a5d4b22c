import type { AlertSink, JobResult } from '../../domain/ports.ts';
import { jobFailure } from '../../domain/report/job-failure.ts';
import { jobSuccess } from '../../domain/report/job-success.ts';
import type { Report } from '../../domain/report/report.ts';
import { deadlineOf, type Invocation } from './invocation.ts';
import { logReport } from './log-report.ts';
import { publishAlerts } from './publish-alerts.ts';
import { type Settlement, settleJob } from './settle-job.ts';
import type { ActionParameters } from './user-parameters.ts';

/** While CodePipeline cannot be reached the alert goes out after this; the attempts go on. */
const ALERT_WITHOUT_ANSWER_MS = 8_000;

interface DecidedJob {
  readonly jobId: string;
  readonly report: Report;
  readonly parameters: ActionParameters;
}

/**
 * Tells CodePipeline, then the people. The job is answered first, so that neither SNS nor the log can
 * hold the pipeline. When another delivery of the same job has answered, it alerts and this one does
 * not; when nobody could be told the alert is sent all the same: rather twice than never.
 */
export async function answerJob(job: DecidedJob, invocation: Invocation): Promise<void> {
  const { base, time } = invocation;
  const { clock } = base;
  const settling = settleJob(job.jobId, jobResult(job.report), {
    ...base,
    deadlineMs: deadlineOf('settlingMs', time),
  });
  const enough = new AbortController();
  const settlement = await Promise.race<Settlement | undefined>([
    settling,
    clock.sleep(ALERT_WITHOUT_ANSWER_MS, enough.signal).then(() => undefined),
  ]);
  enough.abort();
  logReport(job.report, base.log, { jobId: job.jobId });
  if (settlement !== 'elsewhere') {
    const { pipeline, executionId } = job.parameters;
    await publishAlerts(
      job.report,
      { sink: sinkOf(invocation), pipeline, executionId },
      invocation,
    );
  }
  await settling;
}

function jobResult(report: Report): JobResult {
  const blocked = report.environments.some((environment) => environment.blocked);
  return blocked
    ? { outcome: 'failure', ...jobFailure(report), externalExecutionId: report.runId }
    : { outcome: 'success', ...jobSuccess(report) };
}

/** A gate that could not be composed has no sink: its fault is told by the job's answer and the log. */
function sinkOf({ gate }: Invocation): AlertSink | undefined {
  try {
    return gate().alerts;
  } catch {
    return undefined;
  }
}
