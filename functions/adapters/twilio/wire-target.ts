import { PreflightError } from '../../domain/model/preflight-error.ts';

/** Where a request connects to, and the Twilio host that it names in its `Host` header. */
export interface WireTarget {
  readonly url: URL;
  readonly host: string;
}

/**
 * The last gate before a credential goes out: `uri` must be https on a host below twilio.com, also
 * when `origin` (loopback, see `parseTwilioOrigin`) then takes the place of scheme, host and port.
 * Throws {@link PreflightError} `origin.not-loopback` otherwise: that is a defect of this program.
 */
export function wireTarget(uri: string, origin: URL | undefined): WireTarget {
  const url = new URL(uri);
  if (url.protocol !== 'https:' || !url.hostname.endsWith('.twilio.com') || url.port !== '') {
    throw new PreflightError(
      `A credential is sent to https://*.twilio.com only, not to ${url.protocol}//${url.host}.`,
      { code: 'origin.not-loopback', fault: 'service' },
    );
  }
  if (origin === undefined) return { url, host: url.host };
  const replaced = new URL(origin);
  // Set apart: resolving the path against the origin would let `//host/…` choose another host.
  replaced.pathname = url.pathname;
  replaced.search = url.search;
  return { url: replaced, host: url.host };
}
