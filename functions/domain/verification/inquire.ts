import { withTimeLimit } from '../concurrency/time-limit.ts';
import type { Evidence } from '../model/evidence.ts';
import { INQUIRY_BOUNDS } from '../model/inquiry.ts';
import type { TwilioQuestion, TwilioReply } from '../model/ports.ts';
import { askInquiry } from '../questions/ask-inquiry.ts';
import { nextInquiry } from '../questions/next-inquiry.ts';
import type { VerificationPorts } from './verification.ts';

/** Retries included, so that the bound holds whatever a question meets. */
const ATTEMPTS_PER_QUESTION = 3;

/**
 * Asks what would separate the causes that the evidence leaves open, one question at a time, until one
 * is proven, nothing separates, or the bounds are reached (12 requests, 20 s). Evidence that leaves
 * nothing open comes back as it is, without a question.
 */
export async function inquire(
  evidence: Evidence,
  { secrets, twilio, clock }: VerificationPorts,
  parent: AbortSignal,
): Promise<Evidence> {
  if (nextInquiry(evidence) === undefined) return evidence;
  const { limitMs, twilioRequests } = INQUIRY_BOUNDS;
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
      let id = nextInquiry(known);
      id !== undefined && requests + ATTEMPTS_PER_QUESTION <= twilioRequests && !signal.aborted;
      id = nextInquiry(known)
    ) {
      const outcome = await askInquiry(id, known, { secrets, signal, ask });
      known = { ...known, inquiries: [...known.inquiries, { id, outcome }] };
    }
  });
  return known;
}
