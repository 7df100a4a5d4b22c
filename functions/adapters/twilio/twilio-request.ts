import type { Agent } from 'node:http';
// A deep import: the package's root brings 3.75 MB of resource classes. It is no promised API, so
// the version is pinned and a test holds it against the whole package.
import BaseTwilio from 'twilio/lib/base/BaseTwilio.js';
import type { CallOptions } from '../../domain/model/ports.ts';
import type { TwilioQuestion } from '../../domain/model/twilio-api.ts';
import { type Attempt, mostBytes } from './attempt.ts';
import type { TwilioRequest } from './create-asking.ts';
import { authorizationHeader } from './credential-secrets.ts';
import { encodedForm, methodOf, PLACES, questionUrl, requestName } from './question-url.ts';
import { sendOnce } from './send-once.ts';
import { wireTarget } from './twilio-origin.ts';

type HttpClient = NonNullable<BaseTwilio.ClientOpts['httpClient']>;
type HttpRequest = Parameters<HttpClient['request']>[0];

/** What every request of one adapter shares; `attemptTimeoutMs` bounds each single attempt. */
export interface Wire {
  readonly agent: Agent;
  readonly origin: URL | undefined;
  readonly productVersion: string;
  readonly attemptTimeoutMs: number;
}

/** The SDK refuses an API Key SID as user name unless an Account SID comes along; it never sends this. */
const ACCOUNT_SID_FOR_THE_SDK = `AC${'0'.repeat(32)}`;

/**
 * Prepares a question for the wire: the SDK's base client gives host name, user agent and headers,
 * our own transport sends it. The SDK's default transport is never made: its dependencies (axios,
 * a proxy agent, …) are left out of the bundle, so `HTTP_PROXY` and `TWILIO_CA_BUNDLE` do nothing.
 * The credential must not be empty: the SDK would take another from the process environment.
 */
export function twilioRequest(
  question: TwilioQuestion,
  wire: Wire,
  { signal }: CallOptions,
): TwilioRequest {
  const method = methodOf(question);
  const transmit = (sdk: HttpRequest): Promise<Attempt> => {
    const { url, host } = wireTarget(sdk.uri, wire.origin);
    const { Authorization: _ofTheSdk, ...sdkHeaders } = sdk.headers ?? {};
    const headers = { ...sdkHeaders, Host: host, ...authorizationHeader(question.credential) };
    const { agent, attemptTimeoutMs: timeoutMs } = wire;
    const maxBytes = mostBytes(question);
    const body = encodedForm(question);
    return sendOnce({ method, url, headers, body, agent, timeoutMs, maxBytes, signal });
  };
  const { username, password } = question.credential;
  const client = new BaseTwilio.Client(username, password.expose(), {
    ...PLACES[question.region],
    accountSid: ACCOUNT_SID_FOR_THE_SDK,
    env: {},
    logLevel: 'none',
    userAgentExtensions: [`twilio-preflight/${wire.productVersion}`],
    // The SDK declares its own class here, and calls nothing of it but `request`.
    httpClient: { request: transmit } as unknown as HttpClient,
  });
  const uri = questionUrl(question).href;
  return {
    name: requestName(question),
    send: () => client.request({ method: method === 'GET' ? 'get' : 'post', uri }),
  };
}
