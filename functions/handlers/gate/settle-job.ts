import { describeDefect } from '../../domain/describe-defect.ts';
import type {
  Clock,
  JobAnswer,
  JobResult,
  Log,
  PipelineJobs,
  Randomness,
} from '../../domain/ports.ts';
import { withTimeLimit } from '../../domain/verification/time-limit.ts';

/**
 * How a job ended for us.
 *
 * - `ours`: CodePipeline took this answer (or took it earlier and the reply was lost).
 * - `elsewhere`: another delivery answered first; it also alerts.
 * - `unanswered`: CodePipeline refused the answer, or could not be reached until time ran out.
 */
export type Settlement = 'ours' | 'elsewhere' | 'unanswered';

export interface SettleOptions {
  readonly jobs: PipelineJobs;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly log: Log;
  /** By `clock.monotonicMs`: no attempt begins after it, but the first. */
  readonly deadlineMs: number;
}

/** One attempt; a healthy answer takes some 50 ms. */
const ATTEMPT_LIMIT_MS = 4_000;
/** Even where the deadline has passed: an answer that Lambda may cut off beats none. */
const LEAST_ATTEMPT_MS = 500;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Answers a job: tries until CodePipeline takes the answer, says that the job is settled, or refuses
 * it for good. An unreachable CodePipeline is asked again until the deadline, with growing pauses;
 * it is asked once in any case. Never throws.
 */
export async function settleJob(
  jobId: string,
  result: JobResult,
  options: SettleOptions,
): Promise<Settlement> {
  const { clock, log, deadlineMs } = options;
  let mayHaveArrived = false;
  let attempt = 0;
  do {
    attempt += 1;
    const { outcome, detail } = await answerOnce(jobId, result, options);
    if (outcome === 'accepted') return 'ours';
    const fields = { jobId, attempt, outcome, detail };
    if (outcome === 'already-settled') {
      log.warn('the job was settled already', fields);
      return mayHaveArrived ? 'ours' : 'elsewhere';
    }
    log.error('the job could not be answered', fields);
    if (outcome === 'refused') return 'unanswered';
    mayHaveArrived = true;
    await pause(attempt, options);
  } while (clock.monotonicMs() < deadlineMs);
  log.error('out of time: the job stays unanswered; CodePipeline fails it after 20 minutes', {
    jobId,
  });
  return 'unanswered';
}

/** A defect on the way to CodePipeline says as little about the job as a lost connection. */
async function answerOnce(
  jobId: string,
  result: JobResult,
  { jobs, clock, deadlineMs }: SettleOptions,
): Promise<JobAnswer> {
  const leftMs = Math.max(LEAST_ATTEMPT_MS, deadlineMs - clock.monotonicMs());
  const limitMs = Math.min(ATTEMPT_LIMIT_MS, leftMs);
  const parent = new AbortController().signal;
  try {
    return await withTimeLimit({ clock, limitMs, parent }, (signal) =>
      jobs.answer(jobId, result, { signal }),
    );
  } catch (error) {
    return { outcome: 'unreachable', detail: describeDefect(error).name };
  }
}

/** Full jitter below a bound that doubles, never beyond the deadline. */
async function pause(
  attempt: number,
  { clock, randomness, deadlineMs }: SettleOptions,
): Promise<void> {
  const bound = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** attempt);
  const remaining = Math.max(0, deadlineMs - clock.monotonicMs());
  await clock.sleep(Math.min(remaining, randomness.fraction() * bound));
}
