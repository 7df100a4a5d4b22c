import type { IncomingHttpHeaders } from 'node:http';

/** A request to a server of the local world, as far as the guard looks at it. */
export interface GuardedRequest {
  readonly method: string;
  readonly headers: IncomingHttpHeaders;
}

/** The status of a refusal, and why. */
export interface GuardRefusal {
  readonly status: 403 | 415;
  readonly error: string;
}

const LOOPBACK_HOST = /^(?:localhost|127(?:\.\d{1,3}){3}|\[::1\])(?::\d{1,5})?$/i;

/**
 * Why a request may not steer this machine's local world, or undefined where it may. A web page reaches
 * loopback too: by a name that it resolves to 127.0.0.1 (its own `Host`), or from its own origin. Browsers
 * name the origin, see https://developer.mozilla.org/docs/Web/HTTP/Reference/Headers/Origin.
 */
export function refuseForeign({ headers }: GuardedRequest): GuardRefusal | undefined {
  const { host = '', origin } = headers;
  if (!LOOPBACK_HOST.test(host)) {
    return { status: 403, error: 'Ask by a loopback host: 127.0.0.1, localhost or [::1].' };
  }
  const isForeign = origin !== undefined && origin !== `http://${host}`;
  if (isForeign || headers['sec-fetch-site'] === 'cross-site') {
    return { status: 403, error: 'Requests of other origins are refused.' };
  }
  return undefined;
}

/**
 * The same for a control call, whose body must be declared as `application/json`: a page cannot send that
 * to another origin without asking first, which is never answered
 * (https://developer.mozilla.org/docs/Web/HTTP/Guides/CORS#simple_requests).
 */
export function refuseControl(request: GuardedRequest): GuardRefusal | undefined {
  const [type = ''] = (request.headers['content-type'] ?? '').toLowerCase().split(';', 1);
  if (request.method === 'POST' && type.trim() !== 'application/json') {
    return (
      refuseForeign(request) ?? {
        status: 415,
        error: 'Send JSON, with content-type: application/json.',
      }
    );
  }
  return refuseForeign(request);
}
