import type { IncomingMessage } from 'node:http';

/** The two halves of a Basic `Authorization` header. */
export interface BasicCredentials {
  readonly username: string;
  readonly password: string;
}

/** What an answer depends on. */
export interface TwilioRequest {
  readonly method: string;
  readonly host: string;
  /** As sent, still percent-encoded, without query. */
  readonly path: string;
  readonly query: URLSearchParams;
  /** The fields of a form-encoded body; none in a GET. */
  readonly form: URLSearchParams;
  /** The `Authorization` header as received. */
  readonly authorization: string | undefined;
  /** Absent when there is no well-formed Basic header. */
  readonly credentials: BasicCredentials | undefined;
}

/** Reads a request's head and form. The target is split by hand, since `URL` would normalise or refuse it. */
export function readTwilioRequest(message: IncomingMessage, body: string): TwilioRequest {
  const [path = '', ...query] = (message.url ?? '').split('?');
  const { authorization, 'x-forwarded-host': forwardedHost, host } = message.headers;
  return {
    method: message.method ?? '',
    // `fetch` sets Host itself: behind a replaced origin Twilio's host stands where proxies put it.
    host: typeof forwardedHost === 'string' ? forwardedHost : (host ?? ''),
    path,
    query: new URLSearchParams(query.join('?')),
    form: new URLSearchParams(body),
    authorization,
    credentials: decodeBasic(authorization ?? ''),
  };
}

function decodeBasic(authorization: string): BasicCredentials | undefined {
  const encoded = /^Basic +(?<encoded>[A-Za-z0-9+/=_-]+)$/i.exec(authorization)?.groups?.[
    'encoded'
  ];
  if (encoded === undefined) return undefined;
  const decoded = Buffer.from(encoded, 'base64').toString('utf8');
  const colon = decoded.indexOf(':');
  if (colon < 0) return undefined;
  return { username: decoded.slice(0, colon), password: decoded.slice(colon + 1) };
}
