import { withTimeLimit } from '../concurrency/time-limit.ts';
import { factsOf } from '../facts/facts.ts';
import type { Evidence } from '../model/evidence.ts';
import { FOLLOW_UP_BOUNDS } from '../model/follow-up.ts';
import type { TwilioQuestion, TwilioReply } from '../model/ports.ts';
import { nextQuestion } from '../questions/further/further-questions.ts';
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
  let facts = factsOf(evidence);
  if (nextQuestion(facts) === undefined) return evidence;
  const { limitMs, twilioRequests } = FOLLOW_UP_BOUNDS;
  const deadlineMs = clock.monotonicMs() + limitMs;
  let requests = 0;
  await withTimeLimit({ clock, limitMs, parent }, async (signal) => {
    const ask = async (question: TwilioQuestion): Promise<TwilioReply> => {
      const reply = await twilio.ask(question, { signal, deadlineMs });
      requests += reply.attempts;
      return reply;
    };
    for (
      let question = nextQuestion(facts);
      question !== undefined &&
      requests + ATTEMPTS_PER_QUESTION <= twilioRequests &&
      !signal.aborted;
      question = nextQuestion(facts)
    ) {
      const outcome = await question.ask(facts, { secrets, signal, ask });
      const followUps = [...facts.evidence.followUps, { question: question.id, outcome }];
      facts = factsOf({ ...evidence, followUps });
    }
  });
  return facts.evidence;
}
