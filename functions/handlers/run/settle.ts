import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { CallOptions, JobAnswer, Log, LogFields } from '../../domain/model/ports.ts';
import type { Invocation } from './invocation.ts';

/**
 * How an answer ended for us.
 *
 * - `ours`: it was taken (or was taken earlier and the reply was lost).
 * - `elsewhere`: another delivery answered first; it also alerts.
 * - `unanswered`: it was refused, or nobody could be reached until time ran out.
 */
export type Settlement = 'ours' | 'elsewhere' | 'unanswered';

export interface SettleOptions extends Pick<Invocation['base'], 'clock' | 'randomness' | 'log'> {
  /** By `clock.monotonicMs`: no attempt begins after it, but the first. */
  readonly deadlineMs: number;
}

/** Who is answered, and how the log tells of it. */
export interface Answering {
  /** One attempt. */
  readonly answer: (options: CallOptions) => Promise<JobAnswer>;
  /** What every line about it carries. */
  readonly fields: LogFields;
  /** `the job`, as the beginning of a line. */
  readonly what: string;
  /** Told beside the refusal where the function's role lacks the permission to answer. */
  readonly denied: LogFields;
  /** What becomes of one that is never answered: `CodePipeline fails it after 20 minutes`. */
  readonly consequence: string;
}

/** One attempt; a healthy answer takes some 50 ms. */
const ATTEMPT_LIMIT_MS = 4_000;
/** Even where the deadline has passed: an answer that Lambda may cut off beats none. */
const LEAST_ATTEMPT_MS = 500;
/** For an attempt to say how it ended; the last one has to end before Lambda's limit. */
const GRACE_MS = 250;
const LONGEST_PAUSE_MS = 2_000;

/**
 * Answers: tries until the answer is taken, is settled already, or is refused for good. An unreachable
 * service is asked again until the deadline, with growing pauses; it is asked once in any case. Never
 * throws.
 */
export async function settle(answering: Answering, options: SettleOptions): Promise<Settlement> {
  const { clock, log, deadlineMs } = options;
  const { what, fields, consequence } = answering;
  let mayHaveArrived = false;
  let attempt = 0;
  do {
    attempt += 1;
    const reply = await answerOnce(answering, options);
    if (reply.outcome !== 'accepted') logReply(reply, answering, { attempt, log });
    const settlement = settlementOf(reply, mayHaveArrived);
    if (settlement !== undefined) return settlement;
    mayHaveArrived = true;
    await pause(attempt, options);
  } while (clock.monotonicMs() < deadlineMs);
  log.error(`out of time: ${what} stays unanswered; ${consequence}`, fields);
  return 'unanswered';
}

/** Undefined where another attempt is worth it. */
function settlementOf({ outcome }: JobAnswer, mayHaveArrived: boolean): Settlement | undefined {
  switch (outcome) {
    case 'accepted':
      return 'ours';
    case 'already-settled':
      return mayHaveArrived ? 'ours' : 'elsewhere';
    case 'denied':
    case 'refused':
      return 'unanswered';
    case 'unreachable':
      return undefined;
  }
}

function logReply(
  { outcome, detail }: JobAnswer,
  { what, fields, denied }: Answering,
  { attempt, log }: { readonly attempt: number; readonly log: Log },
): void {
  const facts = { ...fields, attempt, outcome, detail };
  if (outcome === 'already-settled') {
    log.warn(`${what} was settled already`, facts);
  } else {
    log.error(
      `${what} could not be answered`,
      outcome === 'denied' ? { ...facts, ...denied } : facts,
    );
  }
}

/** A defect on the way says as little about the answer as a lost connection. */
async function answerOnce(
  { answer }: Answering,
  { clock, deadlineMs }: SettleOptions,
): Promise<JobAnswer> {
  const leftMs = Math.max(LEAST_ATTEMPT_MS, deadlineMs - clock.monotonicMs());
  const limitMs = Math.min(ATTEMPT_LIMIT_MS, leftMs);
  try {
    return await withTimeLimit({ clock, limitMs, graceMs: GRACE_MS }, (signal) =>
      answer({ signal }),
    );
  } catch (error) {
    return { outcome: 'unreachable', detail: describeDefect(error).text };
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
