import { systemClock } from '../functions/adapters/system/system-clock.ts';
import { systemRandomness } from '../functions/adapters/system/system-randomness.ts';
import { type Attempt, answerHead, mostBytes } from '../functions/adapters/twilio/attempt.ts';
import { boundedAttempt, readBody } from '../functions/adapters/twilio/bounded-attempt.ts';
import {
  ATTEMPT_TIMEOUT_MS,
  createAsking,
  type TwilioRequest,
} from '../functions/adapters/twilio/create-asking.ts';
import { authorizationHeader } from '../functions/adapters/twilio/credential-secrets.ts';
import {
  encodedForm,
  methodOf,
  regionalUrl,
  requestName,
} from '../functions/adapters/twilio/question-url.ts';
import { parseTwilioOrigin, wireTarget } from '../functions/adapters/twilio/twilio-origin.ts';
import { TWILIO_ORIGIN_VARIABLE } from '../functions/contract.ts';
import type { TwilioApi, TwilioQuestion } from '../functions/domain/model/twilio-api.ts';
import { PRODUCT_VERSION } from '../functions/product.ts';
import type { Variables } from './credentials.ts';

/**
 * Twilio over the `fetch` of the application, so through its proxy and certificate authorities.
 * PREFLIGHT_TWILIO_ORIGIN replaces Twilio by a loopback origin, in tests; throws `PreflightError`
 * `origin.not-loopback` for any other.
 */
export function createFetchTwilio(variables: Variables = process.env): TwilioApi {
  const given = variables[TWILIO_ORIGIN_VARIABLE];
  const origin = given ? parseTwilioOrigin(given) : undefined;
  const options = { clock: systemClock, randomness: systemRandomness, textsOf: () => AS_THEY_ARE };
  return createAsking(options, (question, { signal }) => fetchRequest(question, origin, signal));
}

// They are judged and never shown: of an answer the kit shows its status and code alone.
const AS_THEY_ARE = { scrub: (text: string) => text, quote: (text: string) => text };

function fetchRequest(
  question: TwilioQuestion,
  origin: URL | undefined,
  signal: AbortSignal,
): TwilioRequest {
  const { url, host } = wireTarget(regionalUrl(question).href, origin);
  const bounds = { timeoutMs: ATTEMPT_TIMEOUT_MS, signal };
  const headers = {
    ...authorizationHeader(question.credential),
    Accept: 'application/json',
    'User-Agent': `twilio-preflight/${PRODUCT_VERSION} (fetch)`,
    // No caller of `fetch` may set Host.
    ...(origin === undefined ? {} : { 'X-Forwarded-Host': host }),
  };
  const body = encodedForm(question) ?? null;
  return {
    name: requestName(question),
    send: () =>
      boundedAttempt(bounds, async (bound): Promise<Attempt> => {
        const init = { method: methodOf(question), headers, body } as const;
        const response = await fetch(url, { ...init, redirect: 'manual', signal: bound });
        const head = answerHead(response.status, (name) => response.headers.get(name) ?? undefined);
        return { ...head, ...(await readBody(response.body ?? noBytes(), mostBytes(question))) };
      }),
  };
}

async function* noBytes(): AsyncGenerator<Uint8Array> {}
