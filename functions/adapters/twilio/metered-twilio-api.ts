import type { Metrics } from '../../domain/model/metrics.ts';
import type { TwilioApi, TwilioReply } from '../../domain/model/twilio-api.ts';

const TOO_MANY_REQUESTS = 429;

/**
 * The same API, measured: for each question that went out the time until its reply, retries included,
 * and whether Twilio gave a usable one. Only that: no path, no account, no status.
 */
export function meteredTwilioApi(twilio: TwilioApi, metrics: Metrics): TwilioApi {
  return {
    ask: async (question, options) => {
      const reply = await twilio.ask(question, options);
      // The run's time was over before it could be sent: that says nothing about Twilio.
      if (reply.attempts > 0) {
        metrics.record('twilioRequestTime', reply.durationMs);
        metrics.record('twilioErrors', isUsable(reply) ? 0 : 1);
      }
      return reply;
    },
  };
}

/** A refusal is a usable answer, unless it only says that Twilio would not or could not answer. */
function isUsable(reply: TwilioReply): boolean {
  switch (reply.kind) {
    case 'resource':
      return true;
    case 'refusal':
      return reply.status !== TOO_MANY_REQUESTS && reply.status < 500;
    case 'unexpected':
    case 'no-answer':
      return false;
  }
}
