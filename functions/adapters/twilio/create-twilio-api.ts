import { Agent as HttpAgent } from 'node:http';
import { Agent as HttpsAgent } from 'node:https';
import { createScrubber, type Scrubber } from '../../domain/credential/scrub.ts';
import type { CallOptions, Clock, Randomness } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type {
  BasicCredential,
  TwilioApi,
  TwilioQuestion,
  TwilioReply,
} from '../../domain/model/twilio-api.ts';
import type { Attempt } from './attempt.ts';
import { secretsOf } from './credential-secrets.ts';
import { readReply } from './read-reply.ts';
import { sendWithRetries } from './retry.ts';
import { twilioRequest, type Wire } from './twilio-request.ts';

const ATTEMPT_TIMEOUT_MS = 5_000;

/** Node gives an address 250 ms before it tries the next; Sydney to Virginia takes 200 ms at best. */
const ADDRESS_TIMEOUT_MS = 1_500;

export interface TwilioApiOptions {
  readonly clock: Clock;
  readonly randomness: Randomness;
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
 * ({@link PreflightError} `payload.invalid`) and is never sent. Proxies are not supported; further
 * certificate authorities come from `NODE_EXTRA_CA_CERTS`.
 */
export function createTwilioApi(options: TwilioApiOptions): TwilioApi & { close(): void } {
  const wire: Wire = {
    agent: createAgent(options.origin),
    origin: options.origin,
    productVersion: options.productVersion,
    attemptTimeoutMs: options.attemptTimeoutMs ?? ATTEMPT_TIMEOUT_MS,
  };
  const context = { ...options, wire, scrubberOf: keptScrubbers() };
  return {
    ask: (question, call) => ask(question, call, context),
    close: () => wire.agent.destroy(),
  };
}

interface AskContext extends Pick<TwilioApiOptions, 'clock' | 'randomness'> {
  readonly wire: Wire;
  readonly scrubberOf: (question: TwilioQuestion) => Scrubber;
}

/** One scrubber for all questions of a credential: to make one costs more than a request. */
function keptScrubbers(): AskContext['scrubberOf'] {
  const kept = new WeakMap<BasicCredential, Scrubber>();
  return (question) => {
    const { credential, form } = question;
    // A form may hold secrets of its own.
    if (form !== undefined) return createScrubber(secretsOf(question));
    const scrub = kept.get(credential) ?? createScrubber(secretsOf(question));
    kept.set(credential, scrub);
    return scrub;
  };
}

async function ask(
  question: TwilioQuestion,
  call: CallOptions,
  { clock, randomness, wire, scrubberOf }: AskContext,
): Promise<TwilioReply> {
  requireCredential(question.credential);
  const startedMs = clock.monotonicMs();
  const request = twilioRequest(question, wire, call);
  const isRepeatable = question.form === undefined;
  const context = { ...call, clock, randomness, isRepeatable };
  const { attempts, decisive } = await sendWithRetries(request.send, context);
  // Made after the question went out: in a fleet, the last question waits for all work before it.
  const scrub = scrubberOf(question);
  const exchange = {
    request: scrub(request.name),
    attempts: attempts.length,
    requestIds: attempts.flatMap(requestIdOf).filter((id) => scrub(id) === id),
    durationMs: Math.round(clock.monotonicMs() - startedMs),
  };
  return readReply(decisive, exchange, { scrub, question });
}

/** The SDK takes TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN of the process where one is missing. */
function requireCredential({ username, password }: BasicCredential): void {
  if (username !== '' && password.expose() !== '') return;
  throw new PreflightError('Twilio cannot be asked without a user name and a password.', {
    code: 'payload.invalid',
    fault: 'operator',
  });
}

function requestIdOf(attempt: Attempt): readonly string[] {
  const requestId = attempt.kind === 'answered' ? attempt.requestId : undefined;
  return requestId === undefined ? [] : [requestId];
}

function createAgent(origin: URL | undefined): HttpAgent {
  const options = { keepAlive: true, autoSelectFamilyAttemptTimeout: ADDRESS_TIMEOUT_MS };
  if (origin?.protocol === 'http:') return new HttpAgent(options);
  // Said outright, so that NODE_TLS_REJECT_UNAUTHORIZED=0 in the environment changes nothing.
  return new HttpsAgent({ ...options, rejectUnauthorized: true });
}
