import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { quote } from '../../domain/credential/quote.ts';
import { createScrubber } from '../../domain/credential/scrub.ts';
import type { Redacted } from '../../domain/model/redacted.ts';
import type { TwilioApi } from '../../domain/model/twilio-api.ts';
import { type AskingOptions, ATTEMPT_TIMEOUT_MS, createAsking } from './create-asking.ts';
import type { ServiceTexts } from './read-reply.ts';
import { twilioRequest, type Wire } from './twilio-request.ts';

/** Node gives an address 250 ms before it tries the next; Sydney to Virginia takes 200 ms at best. */
const ADDRESS_TIMEOUT_MS = 1_500;

export interface TwilioApiOptions extends Omit<AskingOptions, 'textsOf'> {
  /** Version of this product, for the user agent: `twilio-preflight/0.1.0` after the SDK's own. */
  readonly productVersion: string;
  /** Loopback origin that replaces all of Twilio's hosts, as `parseTwilioOrigin` gives it. */
  readonly origin?: URL | undefined;
  /** Bound of one attempt, from connecting to the last byte; default 5,000. */
  readonly attemptTimeoutMs?: number | undefined;
}

/**
 * Twilio over HTTPS, with connections kept alive between questions until {@link close} is called.
 * One question takes at most 3 attempts of 5 s each (one with a form is repeated after 429 alone) and ends
 * when `signal` aborts. It never throws for what Twilio or the network does; an empty user name or password is a defect of the caller
 * (`PreflightError` `payload.invalid`) and is never sent. Proxies are not supported; further
 * certificate authorities come from `NODE_EXTRA_CA_CERTS`.
 */
export function createTwilioApi(options: TwilioApiOptions): TwilioApi & { close(): void } {
  const wire: Wire = {
    agent: createAgent(options.origin),
    origin: options.origin,
    productVersion: options.productVersion,
    attemptTimeoutMs: options.attemptTimeoutMs ?? ATTEMPT_TIMEOUT_MS,
  };
  const { ask } = createAsking({ ...options, textsOf }, (question, call) =>
    twilioRequest(question, wire, call),
  );
  return { ask, close: () => wire.agent.destroy() };
}

function textsOf(secrets: readonly Redacted<string>[]): ServiceTexts {
  const scrub = createScrubber(secrets);
  return { scrub, quote: (text) => quote(text, { scrub }) };
}

function createAgent(origin: URL | undefined): HttpAgent {
  const options = { keepAlive: true, autoSelectFamilyAttemptTimeout: ADDRESS_TIMEOUT_MS };
  if (origin?.protocol === 'http:') return new HttpAgent(options);
  // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment changes nothing.
  return new HttpsAgent({ ...options, rejectUnauthorized: true });
}
