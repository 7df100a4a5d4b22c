import type { GateBase } from '../../compose-base.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { JobResult, PipelineJobs } from '../../domain/model/ports.ts';
import { jobContinuation, jobSuccess } from '../../domain/rendering/job-success.ts';
import { gateBlocked, isShut } from '../run/blocked.ts';
import { defectError } from '../run/defect-error.ts';
import {
  answerThenAlert,
  type Delivery,
  type DeliveryOptions,
  deliverResult,
} from '../run/deliver-result.ts';
import { deadlineOf, type Invocation } from '../run/invocation.ts';
import { logReport } from '../run/log-report.ts';
import { recordAndAlert } from '../run/record-and-alert.ts';
import { type Asked, type Decided, type GateForm, runForm } from '../run/run-form.ts';
import { subscriptionNotices } from '../run/subscription-notices.ts';
import { testCallRun } from '../run/test-call-run.ts';
import { firstJobOf } from '../run/wait-token.ts';
import type { JobRequest } from './job-request.ts';
import { pipelineSubject } from './pipeline-subject.ts';

interface AskedByJob extends Asked {
  readonly jobId: string;
}

/**
 * A CodePipeline job: answered exactly once on every path, then alerted on. While only a rotation keeps
 * the gate shut, or a test call is under way, the answer is to be invoked again; CodePipeline then sends
 * another job.
 */
const JOB: GateForm<JobRequest, AskedByJob, GateBase, Error | undefined> = {
  parse: (request, invocation) => {
    const { jobId, trigger, continuationToken: waitToken } = request;
    const { subject, origin } = pipelineSubject(request, invocation);
    const attempt = firstJobOf(waitToken) ?? jobId;
    const asked = {
      jobId,
      job: attempt,
      trigger,
      subject,
      waitToken,
      origin: { jobId, ...origin },
    };
    if (trigger !== 'pipeline') return asked;
    const { testCalls: records } = invocation.base;
    const execution = origin.executionId ?? attempt;
    return {
      ...asked,
      testCall: testCallRun({ records, execution, attempt, followForMs: 10_000 }),
    };
  },
  // A job waits between invocations, so that no function runs meanwhile.
  waits: { kind: 'between-runs' },
  respond: answerJob,
};

/**
 * An action's job never throws: a throwing function would be invoked again for a job that is answered
 * already. Only where `throwOnFailure` asks for it a shut gate is thrown as well, as `PreflightError`
 * `gate.blocked`, when all else is done: a stage condition may go by the one or by the other.
 */
export async function handleJob(
  request: JobRequest,
  invocation: Invocation<GateBase>,
): Promise<void> {
  const shut = await shutBy(request, invocation);
  // The caller is answered; it never throws.
  await subscriptionNotices(invocation);
  if (shut !== undefined && request.throwOnFailure) throw shut;
}

/** The error that names a shut gate; undefined where it is open, or waits. */
async function shutBy(
  request: JobRequest,
  invocation: Invocation<GateBase>,
): Promise<Error | undefined> {
  try {
    return await runForm(JOB, request, invocation);
  } catch (error) {
    // Answering itself is built not to throw; this keeps Lambda from delivering the job again.
    const { jobId } = request;
    const what = 'a defect after the decision';
    return defectError(error, invocation.base.log, { what, fields: { jobId } });
  }
}

/** Answers CodePipeline, then alerts. Another delivery of the same job may have answered before. */
async function answerJob(
  decided: Decided<AskedByJob>,
  invocation: Invocation<GateBase>,
): Promise<Error | undefined> {
  const { base, time } = invocation;
  const { asked, report } = decided;
  const { jobId, origin } = asked;
  const log = () => logReport(report, base.log, { jobId });
  const alert = () => recordAndAlert({ report, origin, invocation });
  const next = await jobResult(decided, base);
  if (next.outcome === 'continue') {
    const deadlineMs = deadlineOf('continuingMs', time);
    const delivery = await deliverJob(jobId, next, { ...base, deadlineMs });
    if (delivery !== 'undelivered') log();
    if (delivery === 'alreadyCompleted') return gateBlocked(report);
    if (delivery === 'accepted') {
      base.log.info('waits for a rotation or a test call to end: CodePipeline invokes again', {
        jobId,
      });
      return undefined;
    }
  }
  // A continuation that CodePipeline does not take must not leave the job open until its own limit.
  const result =
    next.outcome === 'continue' ? await jobResult({ report, nextToken: undefined }, base) : next;
  const deadlineMs = deadlineOf('answeringMs', time);
  const delivering = deliverJob(jobId, result, { ...base, deadlineMs });
  await answerThenAlert({ delivering, log, alert }, invocation);
  return result.outcome === 'success' ? undefined : gateBlocked(report);
}

/**
 * Only a run that judged something opens the gate; a report that cannot be written keeps it shut. The words
 * of a failure, and the causes they need, are loaded with the first one.
 */
async function jobResult(
  { report, nextToken }: Pick<Decided<Asked>, 'report' | 'nextToken'>,
  { log, place }: GateBase,
): Promise<JobResult> {
  const { runId } = report;
  try {
    if (nextToken !== undefined) {
      return { outcome: 'continue', continuationToken: nextToken, ...jobContinuation(report) };
    }
    if (!isShut(report)) return { outcome: 'success', ...jobSuccess(report, place) };
    const { jobFailure } = await import('../../domain/rendering/job-failure.ts');
    return { outcome: 'failure', ...jobFailure(report, place), externalExecutionId: runId };
  } catch (error) {
    const { text: name, frames } = describeDefect(error);
    log.error('a defect in this program', { runId, name, frames });
    const message = `A defect in this program (${name}): the report could not be written. Run ${runId}`;
    return { outcome: 'failure', type: 'SystemUnavailable', message, externalExecutionId: runId };
  }
}

export interface JobDeliveryOptions extends DeliveryOptions {
  readonly jobs: PipelineJobs;
}

/**
 * Answers a job: tries until CodePipeline takes the answer, says that the job was answered, or refuses
 * it for good; see {@link deliverResult}. Never throws.
 *
 * A role that may not answer is the usual fault of a function that a pipeline's stack only imported:
 * the CDK grants such a function nothing, and says nothing. The log then names what is missing.
 */
export async function deliverJob(
  jobId: string,
  result: JobResult,
  { jobs, ...options }: JobDeliveryOptions,
): Promise<Delivery> {
  return await deliverResult(
    {
      answer: (call) => jobs.answer(jobId, result, call),
      fields: { jobId },
      what: 'the job',
      denied: { missingPermission: permissionFor(result), advice: ADVICE },
      consequence: 'CodePipeline fails it after 20 minutes',
    },
    options,
  );
}

const ADVICE =
  "Allow the function's role codepipeline:PutJobSuccessResult and codepipeline:PutJobFailureResult on *: they have no resource-level permissions, and a function that was imported into the pipeline's stack gets neither. Until then CodePipeline waits 20 minutes for an answer, and then fails the action.";

function permissionFor({ outcome }: JobResult): string {
  return outcome === 'failure'
    ? 'codepipeline:PutJobFailureResult'
    : 'codepipeline:PutJobSuccessResult';
}
