import { unanswered } from '../../concurrency/bounded-ports.ts';
import { createLimiter, type Limiter } from '../../concurrency/limiter.ts';
import type { TwilioApi, TwilioReply } from '../../model/twilio-api.ts';
import { NOTHING_SEEN, type RequestBudget, type Seen } from './request-budget.ts';

/** Questions at once by one credential: an account's own limit is not ours to use up. */
const PER_CREDENTIAL = 4;

/**
 * The same API within a budget: each question takes a permit first, and keeps it while it waits between its
 * attempts, since a question that was refused sends nothing meanwhile. One credential asks at most 4
 * questions at once. Where `signal` aborts before there is a permit, nothing is sent, and
 * the reply is `no-answer`, `out-of-time`.
 */
export function pacedTwilioApi(twilio: TwilioApi, budget: RequestBudget): TwilioApi {
  const limiterOf = createLimiters();
  return {
    ask: async (question, call) =>
      await limiterOf(question.credential.username, async () => {
        const permit = await budget.take(call.signal);
        if (permit === undefined) return unanswered(question, { attempts: 0, durationMs: 0 });
        let seen = NOTHING_SEEN;
        try {
          const reply = await twilio.ask(question, call);
          seen = seenIn(reply);
          return reply;
        } finally {
          permit.release(seen);
        }
      }),
  };
}

type Limiters = <T>(name: string, work: () => Promise<T>) => Promise<T>;

/** A limiter for each name that has work: thousands of accounts come and go. */
function createLimiters(): Limiters {
  const kept = new Map<string, { readonly limited: Limiter; users: number }>();
  return async (name, work) => {
    const entry = kept.get(name) ?? { limited: createLimiter(PER_CREDENTIAL), users: 0 };
    kept.set(name, entry);
    entry.users += 1;
    try {
      return await entry.limited(work);
    } finally {
      entry.users -= 1;
      if (entry.users === 0) kept.delete(name);
    }
  };
}

function seenIn(reply: TwilioReply): Seen {
  const { attempts, refusedAttempts: refused = 0, concurrentRequests: concurrent = 0 } = reply;
  const isFailure = reply.kind === 'no-answer' ? attempts > 0 : isServerError(reply);
  return {
    answered: isFailure || attempts === 0 ? 0 : 1,
    refused,
    failed: isFailure ? 1 : 0,
    concurrent,
  };
}

function isServerError(reply: TwilioReply): boolean {
  return 'status' in reply && reply.status >= 500;
}
