import type { Clock, JobResult, Log, PipelineJobs, Randomness } from '../../domain/ports.ts';

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
  /** By `clock.monotonicMs`: no attempt begins or goes on after it. */
  readonly deadlineMs: number;
}

/** One attempt; a healthy answer takes some 50 ms. */
const ATTEMPT_LIMIT_MS = 4_000;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Answers a job: tries until CodePipeline takes the answer, says that the job is settled, or refuses
 * it for good. An unreachable CodePipeline is asked again until the deadline, with growing pauses.
 */
export async function settleJob(
  jobId: string,
  result: JobResult,
  options: SettleOptions,
): Promise<Settlement> {
  const { jobs, clock, log, deadlineMs } = options;
  let mayHaveArrived = false;
  for (let attempt = 1; clock.monotonicMs() < deadlineMs; attempt += 1) {
    const limitMs = Math.min(ATTEMPT_LIMIT_MS, deadlineMs - clock.monotonicMs());
    const signal = AbortSignal.timeout(Math.max(1, Math.ceil(limitMs)));
    const { outcome, detail } = await jobs.answer(jobId, result, { signal });
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
  }
  log.error('out of time: the job stays unanswered; CodePipeline fails it after 20 minutes', {
    jobId,
  });
  return 'unanswered';
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
