import { withTimeLimit } from '../concurrency/time-limit.ts';
import type { Evidence } from '../model/evidence.ts';
import { FOLLOW_UP_BOUNDS } from '../model/follow-up.ts';
import type { TwilioQuestion, TwilioReply } from '../model/ports.ts';
import { askFollowUp } from '../questions/ask-follow-up.ts';
import { nextFollowUp } from '../questions/next-follow-up.ts';
import type { VerificationPorts } from './verification.ts';

/** Retries included, so that the bound holds whatever a question meets. */
const ATTEMPTS_PER_QUESTION = 3;

/**
 * Asks what would separate the causes that the evidence leaves open, one question at a time, until one
 * is proven, nothing separates, or the bounds are reached (12 requests, 20 s). Evidence that leaves
 * nothing open comes back as it is, without a question.
 */
export async function askFurther(
  evidence: Evidence,
  { secrets, twilio, clock }: VerificationPorts,
  parent: AbortSignal,
): Promise<Evidence> {
  if (nextFollowUp(evidence) === undefined) return evidence;
  const { limitMs, twilioRequests } = FOLLOW_UP_BOUNDS;
  const deadlineMs = clock.monotonicMs() + limitMs;
  let requests = 0;
  let known = evidence;
  await withTimeLimit({ clock, limitMs, parent }, async (signal) => {
    const ask = async (question: TwilioQuestion): Promise<TwilioReply> => {
      const reply = await twilio.ask(question, { signal, deadlineMs });
      requests += reply.attempts;
      return reply;
    };
    for (
      let question = nextFollowUp(known);
      question !== undefined &&
      requests + ATTEMPTS_PER_QUESTION <= twilioRequests &&
      !signal.aborted;
      question = nextFollowUp(known)
    ) {
      const outcome = await askFollowUp(question, known, { secrets, signal, ask });
      known = { ...known, followUps: [...known.followUps, { question, outcome }] };
    }
  });
  return known;
}
