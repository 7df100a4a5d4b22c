import type { GateBase } from '../../compose-base.ts';
import type { PreflightError } from '../../domain/model/preflight-error.ts';
import { decide } from '../run/decide.ts';
import { defectError } from '../run/defect-error.ts';
import type { Invocation } from '../run/invocation.ts';
import { rotationLooks } from '../run/rotation-looks.ts';
import { subscriptionNotices } from '../run/subscription-notices.ts';
import { gateBlocked } from '../run/throw-if-blocked.ts';
import { newRunState } from '../run/trouble-run.ts';
import { answerJob } from './answer-job.ts';
import type { JobRequest } from './job-request.ts';
import { readParameters } from './read-parameters.ts';

/**
 * A CodePipeline job: answered exactly once on every path, then alerted on. While only a rotation keeps
 * the gate shut the answer is to be invoked again, for up to six minutes; CodePipeline then sends another
 * job.
 *
 * An action's job never throws: a throwing function would be invoked again for a job that is answered
 * already. Only where `throwOnFailure` asks for it a shut gate is thrown as well, as {@link PreflightError}
 * `gate.blocked`, when all else is done: a stage condition may look at the one or at the other.
 */
export async function handleJob(
  request: JobRequest,
  invocation: Invocation<GateBase>,
): Promise<void> {
  const shut = await answer(request, invocation);
  // Nobody waits for it any more; it never throws.
  await subscriptionNotices(invocation);
  if (shut !== undefined && request.throwOnFailure) throw shut;
}

/** The error that tells of a shut gate; undefined where it is open, or waits. */
async function answer(
  request: JobRequest,
  invocation: Invocation<GateBase>,
): Promise<PreflightError | undefined> {
  const { jobId, continuationToken } = request;
  const { clock, log } = invocation.base;
  try {
    const { waited, nextToken } = rotationLooks(continuationToken, clock.now());
    const { subject, named } = readParameters(request, invocation);
    const state = { ...newRunState(), look: waited === undefined ? {} : { waited } };
    // Without patience: a job waits between invocations, so that no function runs meanwhile.
    const { report } = await decide({ subject }, state, invocation);
    const job = { jobId, report, named: named(), nextToken: nextToken(report, clock.now()) };
    const outcome = await answerJob(job, invocation);
    return outcome === 'shut' ? gateBlocked(report) : undefined;
  } catch (error) {
    // Answering itself is built not to throw; this keeps Lambda from delivering the job again.
    return defectError(error, log, { what: 'a defect after the decision', fields: { jobId } });
  }
}
