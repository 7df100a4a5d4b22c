import type { CallOptions, Clock, Randomness } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { Redacted } from '../../domain/model/redacted.ts';
import type {
  BasicCredential,
  Exchange,
  TwilioApi,
  TwilioQuestion,
  TwilioReply,
} from '../../domain/model/twilio-api.ts';
import type { Attempt } from './attempt.ts';
import { secretsOf } from './credential-secrets.ts';
import { readReply, type ServiceTexts } from './read-reply.ts';
import { sendWithRetries } from './retry.ts';

/** Bound of one attempt where none is given. */
export const ATTEMPT_TIMEOUT_MS = 5_000;

export interface AskingOptions {
  readonly clock: Clock;
  readonly randomness: Randomness;
  /** How texts are treated that may hold these secrets. */
  readonly textsOf: (secrets: readonly Redacted<string>[]) => ServiceTexts;
}

/** A question made ready: `name` is for reports (method and address, no header); `send` is one attempt. */
export interface TwilioRequest {
  readonly name: string;
  send(): Promise<Attempt>;
}

/** Makes a question ready for one transport. */
export type PrepareRequest = (question: TwilioQuestion, call: CallOptions) => TwilioRequest;

/** The port over a transport: retries, scrubbing and the reading of replies are common to all transports. */
export function createAsking(options: AskingOptions, prepare: PrepareRequest): TwilioApi {
  const context = { ...options, prepare, textsFor: keptTexts(options) };
  return { ask: (question, call) => ask(question, call, context) };
}

interface AskContext extends AskingOptions {
  readonly prepare: PrepareRequest;
  readonly textsFor: (question: TwilioQuestion) => ServiceTexts;
}

/** Once for all questions of a credential: to make a scrubber costs more than a request. */
function keptTexts({ textsOf }: AskingOptions): AskContext['textsFor'] {
  const kept = new WeakMap<BasicCredential, ServiceTexts>();
  return (question) => {
    const { credential, form } = question;
    // A form may hold secrets of its own.
    if (form !== undefined) return textsOf(secretsOf(question));
    const texts = kept.get(credential) ?? textsOf(secretsOf(question));
    kept.set(credential, texts);
    return texts;
  };
}

async function ask(
  question: TwilioQuestion,
  call: CallOptions,
  { clock, randomness, prepare, textsFor }: AskContext,
): Promise<TwilioReply> {
  requireCredential(question.credential);
  const startedMs = clock.monotonicMs();
  const request = prepare(question, call);
  const isRepeatable = question.form === undefined;
  const context = { ...call, clock, randomness, isRepeatable };
  const { attempts, decisive } = await sendWithRetries(request.send, context);
  // Made after the question went out: in a fleet, the last question waits for all work before it.
  const texts = textsFor(question);
  const { scrub } = texts;
  const exchange = {
    request: scrub(request.name),
    attempts: attempts.length,
    requestIds: attempts.flatMap(requestIdOf).filter((id) => scrub(id) === id),
    durationMs: Math.round(clock.monotonicMs() - startedMs),
    ...loadIn(attempts),
  };
  return readReply(decisive, exchange, { texts, question });
}

/** The SDK takes TWILIO_ACCOUNT_SID and TWILIO_AUTH_TOKEN of the process where one is missing. */
function requireCredential({ username, password }: BasicCredential): void {
  if (username !== '' && password.expose() !== '') return;
  throw new PreflightError('Twilio cannot be asked without a user name and a password.', {
    code: 'payload.invalid',
    fault: 'operator',
  });
}

/** What the answers say of how busy the account is. */
function loadIn(
  attempts: readonly Attempt[],
): Pick<Exchange, 'refusedAttempts' | 'concurrentRequests'> {
  const answers = attempts.filter((attempt) => attempt.kind === 'answered');
  const refused = answers.filter(({ status }) => status === 429).length;
  const concurrent = Math.max(
    ...answers.map(({ concurrentRequests = 0 }) => concurrentRequests),
    0,
  );
  return { refusedAttempts: refused || undefined, concurrentRequests: concurrent || undefined };
}

function requestIdOf(attempt: Attempt): readonly string[] {
  const requestId = attempt.kind === 'answered' ? attempt.requestId : undefined;
  return requestId === undefined ? [] : [requestId];
}
