import { systemClock } from '../functions/adapters/system/system-clock.ts';
import { PreflightError } from '../functions/domain/model/preflight-error.ts';
import { Redacted } from '../functions/domain/model/redacted.ts';
import { createCredentialHealth } from './credential-health.ts';
import type { TwilioCredentials } from './credentials.ts';
import { createFetchTwilio } from './fetch-twilio.ts';
import { parseSecret, parseVariables } from './parse-credentials.ts';
import { proveCredential, twilioRegionIn } from './prove-credential.ts';

export type { TwilioApiKey, TwilioAuthToken, TwilioCredentials } from './credentials.ts';

const DEFAULT_MAX_AGE_SECONDS = 60;
const MOST_SECONDS = 86_400;

export interface HealthOptions {
  /**
   * What is verified, as `loadTwilioCredentials` gives it.
   * @default - the variables of the process
   */
  readonly credentials?: TwilioCredentials | undefined;
  /**
   * Twilio is asked at most once in so many seconds: 1 to 86,400.
   * @default 60
   */
  readonly maxAgeSeconds?: number | undefined;
}

/** The part of a response of Node's http, and of Express, that is used. */
export interface NodeResponse {
  /** Another part of the application has answered: nothing is written then. */
  readonly headersSent?: boolean | undefined;
  writeHead(status: number, headers: Record<string, string>): unknown;
  end(body: string): unknown;
}

/** The part of Fastify's reply that is used. */
export interface FastifyReply {
  code(status: number): unknown;
  headers(headers: Record<string, string>): unknown;
}

/** Answers requests about the health of the credential. No form of it rejects, or looks at its request. */
export interface HealthHandler {
  /** For Node's http and Express: `app.get('/health', handler)`. */
  (request: unknown, response: NodeResponse): Promise<void>;
  /** For Hono and whatever speaks the Fetch standard: `app.get('/health', (c) => handler.fetch(c.req.raw))`. */
  fetch(request?: Request): Promise<Response>;
  /** For Fastify: `app.get('/health', handler.fastify)`. */
  readonly fastify: (request: unknown, reply: FastifyReply) => Promise<string>;
}

/**
 * Makes a handler that answers in `application/health+json`: 503 only while Twilio rejects the credential,
 * else 200. A time-out, 429 or 5xx of Twilio changes no answer, so that a slow Twilio drains no instance; an
 * answer takes at most a second. Any number of requests at once make one verification. In the Region of TWILIO_REGION.
 *
 * Throws at once an error whose `code` is `credential.malformed` or `config.invalid`; it shows no value.
 */
export function healthHandler(options: HealthOptions = {}): HealthHandler {
  const { credentials, maxAgeSeconds = DEFAULT_MAX_AGE_SECONDS } = options;
  requireSeconds(maxAgeSeconds);
  const credential =
    credentials === undefined
      ? parseVariables(process.env)
      : parseSecret(new Redacted(JSON.stringify(credentials)), 'the given credentials');
  const region = twilioRegionIn(process.env);
  const ports = { twilio: createFetchTwilio(), clock: systemClock };
  const health = createCredentialHealth({
    prove: () => proveCredential(credential, region, ports),
    clock: systemClock,
    maxAgeMs: maxAgeSeconds * 1000,
  });
  return handlerOf(async () => {
    const { status, body } = await health();
    return { status, text: JSON.stringify(body) };
  });
}

// Of one instance, and cached in it: no other cache may answer in its place.
const HEADERS = { 'content-type': 'application/health+json', 'cache-control': 'no-store' } as const;

function handlerOf(
  answer: () => Promise<{ readonly status: number; readonly text: string }>,
): HealthHandler {
  const handler = async (_request: unknown, response: NodeResponse): Promise<void> => {
    const { status, text } = await answer();
    if (response.headersSent) return;
    response.writeHead(status, HEADERS);
    response.end(text);
  };
  return Object.assign(handler, {
    fetch: async (): Promise<Response> => {
      const { status, text } = await answer();
      return new Response(text, { status, headers: HEADERS });
    },
    fastify: async (_request: unknown, reply: FastifyReply): Promise<string> => {
      const { status, text } = await answer();
      reply.code(status);
      reply.headers(HEADERS);
      return text;
    },
  });
}

function requireSeconds(seconds: number): void {
  if (Number.isInteger(seconds) && seconds >= 1 && seconds <= MOST_SECONDS) return;
  throw new PreflightError(
    `maxAgeSeconds is ${seconds}. Allowed is a whole number of seconds, 1 to ${MOST_SECONDS}.`,
    { code: 'config.invalid', fault: 'operator' },
  );
}
