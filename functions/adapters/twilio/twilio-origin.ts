import { TWILIO_ORIGIN_VARIABLE } from '../../contract.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';

const LOOPBACK_HOST = /^(?:localhost|127\.\d{1,3}\.\d{1,3}\.\d{1,3}|\[::1\])$/;
const MAX_SHOWN_CHARACTERS = 200;

/** As a text: a literal's Unicode property would be worked out when the file is parsed, at every start. */
const INVISIBLE = '\\p{C}';

/**
 * Reads PREFLIGHT_TWILIO_ORIGIN: the origin that replaces all of Twilio's hosts (the embedded
 * world). Credentials go there, so only a loopback host is accepted: `http` or `https`, 127.0.0.0/8,
 * `[::1]` or `localhost`, any port, without user info, path, query or fragment.
 * Throws {@link PreflightError} `origin.not-loopback` for anything else; its message shows the value
 * without user info.
 */
export function parseTwilioOrigin(value: string): URL {
  const url = URL.canParse(value) ? new URL(value) : undefined;
  if (url !== undefined && isBareLoopbackOrigin(url)) return url;
  throw new PreflightError(
    `${TWILIO_ORIGIN_VARIABLE} is "${withoutUserInfo(value)}". Allowed is the origin of a ` +
      'loopback host only: http or https, 127.0.0.0/8, [::1] or localhost, with a port if needed, and ' +
      'no user info, path, query or fragment, for example http://127.0.0.1:4010. ' +
      'Unset it to reach Twilio itself.',
    { code: 'origin.not-loopback', fault: 'operator' },
  );
}

function isBareLoopbackOrigin(url: URL): boolean {
  const web = url.protocol === 'http:' || url.protocol === 'https:';
  // User info, path, query and fragment would each make href longer than the bare origin.
  return web && LOOPBACK_HOST.test(url.hostname) && url.href === `${url.origin}/`;
}

/** Cuts at the last @: a password with a slash in it is no user info to a URL parser, but still one. */
function withoutUserInfo(value: string): string {
  const scheme = /^\s*[a-z][a-z0-9+.-]*:\/\//i.exec(value)?.[0].trim() ?? '';
  const at = value.lastIndexOf('@');
  const shown = at === -1 ? value : `${scheme}${value.slice(at + 1)}`;
  return shown.replaceAll(new RegExp(INVISIBLE, 'gu'), '').slice(0, MAX_SHOWN_CHARACTERS);
}

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
