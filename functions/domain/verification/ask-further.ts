import { withTimeLimit } from '../concurrency/time-limit.ts';
import { type Facts, factsOf } from '../facts/facts.ts';
import { FOLLOW_UP_BOUNDS } from '../model/follow-up.ts';
import { type TwilioQuestion, type TwilioReply, withoutToken } from '../model/twilio-api.ts';
import type { FurtherPorts } from '../questions/further/further-question.ts';
import { nextQuestion } from '../questions/further/further-questions.ts';
import type { VerificationPorts } from './verification.ts';

/** Retries included, so that the bound holds whatever a question meets; an OAuth client asks for a token before, and a policy two credentials. */
const ATTEMPTS_PER_QUESTION = 3;

/** The ports, and the auditor where one is declared. */
type FurtherAsking = Pick<VerificationPorts, 'secrets' | 'twilio' | 'clock'> &
  Pick<FurtherPorts, 'auditor'>;

/**
 * Asks what would separate the causes that the facts leave open, one question at a time, until one is
 * proven, nothing separates, or the bounds are reached (12 requests, 20 s). Facts that leave nothing open
 * come back as they are, without a question.
 */
export async function askFurther(
  known: Facts,
  { secrets, twilio, clock, auditor }: FurtherAsking,
  parent: AbortSignal,
): Promise<Facts> {
  if (nextQuestion(known) === undefined) return known;
  let facts = known;
  const { limitMs, twilioRequests } = FOLLOW_UP_BOUNDS;
  const deadlineMs = clock.monotonicMs() + limitMs;
  const isClient = known.triedCredential?.kind === 'oauth-client';
  const attempts = ATTEMPTS_PER_QUESTION * (isClient ? 2 : 1);
  let requests = 0;
  let replies: TwilioReply[] = [];
  await withTimeLimit({ clock, limitMs, parent }, async (signal) => {
    const ask = async (question: TwilioQuestion): Promise<TwilioReply> => {
      const reply = await twilio.ask(question, { signal, deadlineMs });
      requests += reply.attempts;
      replies.push(withoutToken(reply));
      return reply;
    };
    for (
      let question = nextQuestion(facts);
      question !== undefined && requests + attempts <= twilioRequests && !signal.aborted;
      question = nextQuestion(facts)
    ) {
      replies = [];
      const outcome = await question.ask(facts, { secrets, signal, ask, auditor });
      const earlier = replies.length > 1 ? replies.slice(0, -1) : undefined;
      const followUps = [...facts.evidence.followUps, { question: question.id, outcome, earlier }];
      facts = factsOf({ ...facts.evidence, followUps });
    }
  });
  return facts;
}
