import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import { describeDefect } from '../../domain/model/describe-defect.ts';
import type { CallOptions, JobAnswer, Log, LogFields } from '../../domain/model/ports.ts';
import { type Invocation, msUntil } from './invocation.ts';

/**
 * How the delivery of a result ended.
 *
 * - `accepted`: it was taken (or was taken earlier and the reply was lost).
 * - `alreadyCompleted`: another delivery of the same job answered first; it also alerts.
 * - `undelivered`: it was refused, or the service could not be reached until time ran out.
 */
export type Delivery = 'accepted' | 'alreadyCompleted' | 'undelivered';

export interface DeliveryOptions extends Pick<Invocation['base'], 'clock' | 'randomness' | 'log'> {
  /** By `clock.monotonicMs`: no attempt begins after it, but the first. */
  readonly deadlineMs: number;
}

/** What is answered, and the words of the log about it. */
export interface Answering {
  /** One attempt. */
  readonly answer: (options: CallOptions) => Promise<JobAnswer>;
  /** What every line about it carries. */
  readonly fields: LogFields;
  /** `the job`, as the beginning of a line. */
  readonly what: string;
  /** Logged beside the refusal where the function's role lacks the permission to answer. */
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
 * Answers: tries until the answer is taken, was given already, or is refused for good. An unreachable
 * service is asked again until the deadline, with growing pauses; it is asked once in any case. Never
 * throws.
 */
export async function deliverResult(
  answering: Answering,
  options: DeliveryOptions,
): Promise<Delivery> {
  const { clock, log, deadlineMs } = options;
  const { what, fields, consequence } = answering;
  let mayHaveArrived = false;
  let attempt = 0;
  do {
    attempt += 1;
    const reply = await answerOnce(answering, options);
    if (reply.outcome !== 'accepted') logReply(reply, answering, { attempt, log });
    const delivery = deliveryOf(reply, mayHaveArrived);
    if (delivery !== undefined) return delivery;
    mayHaveArrived = true;
    await pause(attempt, options);
  } while (clock.monotonicMs() < deadlineMs);
  log.error(`out of time: ${what} stays unanswered; ${consequence}`, fields);
  return 'undelivered';
}

/** Undefined where another attempt is worth it. */
function deliveryOf({ outcome }: JobAnswer, mayHaveArrived: boolean): Delivery | undefined {
  switch (outcome) {
    case 'accepted':
      return 'accepted';
    case 'already-completed':
      return mayHaveArrived ? 'accepted' : 'alreadyCompleted';
    case 'denied':
    case 'refused':
      return 'undelivered';
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
  if (outcome === 'already-completed') {
    log.warn(`${what} was answered already`, facts);
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
  { clock, deadlineMs }: DeliveryOptions,
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
  { clock, randomness, deadlineMs }: DeliveryOptions,
): Promise<void> {
  const bound = Math.min(LONGEST_PAUSE_MS, 100 * 2 ** attempt);
  const remaining = Math.max(0, deadlineMs - clock.monotonicMs());
  await clock.sleep(Math.min(remaining, randomness.fraction() * bound));
}

/**
 * While the caller cannot be reached the alert goes out after this, or after half of the time
 * that is left for alerts; the attempts go on.
 */
const ALERT_WITHOUT_ANSWER_MS = 8_000;

export interface Announcement {
  /** Already under way. */
  readonly delivering: Promise<Delivery>;
  /** Writes the log lines of the run. */
  readonly log: () => void;
  readonly alert: () => Promise<void>;
}

/**
 * Answers first, then alerts, so that neither SNS nor the log can hold a deployment. Where another
 * delivery has answered, that one alerts and this one does not. Where the answer could not be delivered
 * the alert is sent nevertheless: rather twice than never.
 */
export async function answerThenAlert(
  { delivering, log, alert }: Announcement,
  invocation: Invocation,
): Promise<void> {
  const { clock } = invocation.base;
  const waitMs = Math.min(ALERT_WITHOUT_ANSWER_MS, msUntil('alertsMs', invocation) / 2);
  const enough = new AbortController();
  const delivery = await Promise.race<Delivery | undefined>([
    delivering,
    clock.sleep(waitMs, enough.signal).then(() => undefined),
  ]);
  enough.abort();
  log();
  if (delivery !== 'alreadyCompleted') await alert();
  await delivering;
}
