import type { Clock, Fingerprints } from '../model/ports.ts';
import type { TwilioApi, TwilioQuestion, TwilioReply } from '../model/twilio-api.ts';

interface Flight {
  readonly reply: Promise<TwilioReply>;
  /** By the clock's monotonic time; absent while it is out. */
  readonly untilMs?: number | undefined;
}

/**
 * The same Twilio, which asks for the access token of an OAuth client once in a run: askers at the same time
 * share the answer, and later ones the token for half of its life. It is kept in memory alone. A refusal is
 * shared with those who wait for it; after any other answer each asks anew, since its own time may be longer.
 */
export function sharedTokens(
  twilio: TwilioApi,
  { clock, fingerprints }: { readonly clock: Clock; readonly fingerprints: Fingerprints },
): TwilioApi {
  const flights = new Map<string, Flight>();
  const usable = (key: string): Flight | undefined => {
    const flight = flights.get(key);
    return (flight?.untilMs ?? Infinity) > clock.monotonicMs() ? flight : undefined;
  };
  const take = async (key: string, ask: () => Promise<TwilioReply>): Promise<TwilioReply> => {
    const reply = ask();
    flights.set(key, { reply });
    const lifeMs = usefulMs(await reply);
    if (lifeMs > 0) flights.set(key, { reply, untilMs: clock.monotonicMs() + lifeMs });
    else flights.delete(key);
    return await reply;
  };
  return {
    ask: async (question, options) => {
      if (question.credential.scheme !== 'form') return await twilio.ask(question, options);
      const key = keyOf(question, fingerprints);
      for (let flight = usable(key); flight !== undefined; flight = usable(key)) {
        const reply = await flight.reply;
        // The request was another asker's, and is counted there.
        if (isShared(reply)) return { ...reply, attempts: 0, requestIds: [], durationMs: 0 };
      }
      return await take(key, () => twilio.ask(question, options));
    },
  };
}

function keyOf({ credential }: TwilioQuestion, fingerprints: Fingerprints): string {
  return `${credential.username} ${fingerprints.of(credential.password)}`;
}

function isShared({ kind }: TwilioReply): boolean {
  return kind === 'resource' || kind === 'refusal';
}

/** Half of the seconds that Twilio gives a token; nothing else is kept. */
function usefulMs(reply: TwilioReply): number {
  if (reply.kind !== 'resource' || reply.accessToken === undefined) return 0;
  return Number(reply.body['expires_in']) * 500 || 0;
}
