import type { Agent } from 'node:http';
// A deep import: the package's root brings 3.75 MB of resource classes. It is no promised API, so
// the version is pinned and a test holds it against the whole package.
import BaseTwilio from 'twilio/lib/base/BaseTwilio.js';
import type { TwilioRegion } from '../../domain/model/expectation.ts';
import type { CallOptions } from '../../domain/model/ports.ts';
import type { TwilioQuestion } from '../../domain/model/twilio-api.ts';
import { type Attempt, MAX_BODY_BYTES, MAX_PAGE_BYTES } from './attempt.ts';
import { authorizationHeader } from './credential-secrets.ts';
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

/** A question made ready: `name` is for reports (method and address, no header); `send` is one attempt. */
export interface TwilioRequest {
  readonly name: string;
  send(): Promise<Attempt>;
}

/**
 * Both are always set, since the SDK reads TWILIO_REGION and TWILIO_EDGE for one that is nullish; an
 * empty string is not, and leaves `api.twilio.com` (US1) as it is. A Region without its edge would
 * give a host that Twilio retired on 2026-04-28 and had always processed in US1.
 */
export const PLACES: Readonly<
  Record<TwilioRegion, { readonly region: string; readonly edge: string }>
> = {
  us1: { region: '', edge: '' },
  ie1: { region: 'ie1', edge: 'dublin' },
  au1: { region: 'au1', edge: 'sydney' },
};

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
  const method = question.form === undefined ? 'GET' : 'POST';
  const transmit = (sdk: HttpRequest): Promise<Attempt> => {
    const { url, host } = wireTarget(sdk.uri, wire.origin);
    const { Authorization: _ofTheSdk, ...sdkHeaders } = sdk.headers ?? {};
    const headers = { ...sdkHeaders, Host: host, ...authorizationHeader(question.credential) };
    const { agent, attemptTimeoutMs: timeoutMs } = wire;
    const maxBytes = question.members === undefined ? MAX_BODY_BYTES : MAX_PAGE_BYTES;
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
  const url = questionUrl(question);
  return {
    name: `${method} ${regionalHref(url, client)}`,
    send: () => client.request({ method: method === 'GET' ? 'get' : 'post', uri: url.href }),
  };
}

function encodedForm({ form }: TwilioQuestion): string | undefined {
  if (form === undefined) return undefined;
  const fields = Object.entries(form).map(([name, value]) => [
    name,
    typeof value === 'string' ? value : value.expose(),
  ]);
  return new URLSearchParams(fields).toString();
}

function questionUrl(question: TwilioQuestion): URL {
  const url = new URL(`https://${question.product}.twilio.com`);
  // Assigned, not resolved: a path that begins with `//` or `@` must not choose another host.
  url.pathname = question.path;
  for (const [name, value] of Object.entries(question.query ?? {})) {
    url.searchParams.set(name, value);
  }
  return url;
}

/** The address as reports show it: a page's token is Twilio's own text, and may be anything. */
function regionalHref(url: URL, client: BaseTwilio.Client): string {
  const regional = new URL(url);
  if (regional.searchParams.has('PageToken')) regional.searchParams.set('PageToken', '-');
  regional.hostname = client.getHostname(url.hostname, client.edge, client.region);
  return regional.href;
}
