import { sameSid } from './same-sid.ts';

/** A URL that may be asked with a credential, taken apart. */
export interface ProbeAddress {
  /** The host is `PRODUCT.twilio.com`. */
  readonly product: string;
  readonly path: string;
  readonly query: Readonly<Record<string, string>>;
}

// A SID, a word or a number: a token that was pasted into the address fits none of them.
const RUN = '(?:[A-Z]{2}[0-9a-f]{32}|[A-Za-z]{1,24}(?:[0-9]{1,2}[a-z]?)?|[0-9]{1,15})';
const TEXT = `${RUN}(?:[._~-]${RUN})*`;
const QUERY = `[A-Za-z]{1,24}=(?:%2B)?${TEXT}`;

/**
 * A read-only resource of a Twilio product in us1, where alone Restricted keys exist: https, one label before
 * `twilio.com`, lower case; no user info, port or fragment. v2010 answers XML unless the path ends with
 * `.json` (https://www.twilio.com/docs/usage/twilios-response).
 */
export const PROBE_URL = new RegExp(
  `^(?=.{1,512}$)(?!https://api\\.twilio\\.com/(?!2010-04-01/[^?]*\\.json(?:\\?|$)))https://[a-z][a-z0-9-]{0,40}\\.twilio\\.com(?:/${TEXT})+(?:\\?${QUERY}(?:&${QUERY})*)?$`,
);

export const PROBE_URL_RULE =
  'a read-only URL of Twilio in us1: https://PRODUCT.twilio.com/PATH, under api.twilio.com ending with .json, without user name, port or fragment, of words, numbers and SIDs';

/** Takes such a URL apart; undefined for any other. */
export function probeAddress(url: string): ProbeAddress | undefined {
  if (!PROBE_URL.test(url)) return undefined;
  const { hostname, pathname: path, searchParams } = new URL(url);
  return {
    product: hostname.slice(0, -'.twilio.com'.length),
    path,
    query: Object.fromEntries(searchParams),
  };
}

/** The first account that a URL names beside this one. Twilio refuses every key of this one there. */
export function otherAccountIn(url: string, accountSid: string): string | undefined {
  const named = url.match(/AC[0-9a-f]{32}/g) ?? [];
  return named.find((sid) => !sameSid(sid, accountSid));
}

/** What is wrong with a URL that is none of these, where that is plain; completes "this one …". Never quotes it. */
export function probeUrlMistake(url: string): string | undefined {
  if (!URL.canParse(url)) return 'is no URL';
  const { protocol, hostname, username, password, port, pathname } = new URL(url);
  if (protocol !== 'https:') return 'is not https';
  if (username !== '' || password !== '') return 'holds a name or password before the host';
  if (!hostname.endsWith('.twilio.com')) {
    return 'leads to a host that is not below twilio.com: a credential is sent to no other';
  }
  if (port !== '') return 'names a port';
  if (hostname === 'api.twilio.com' && !pathname.endsWith('.json')) {
    return 'does not end with .json: api.twilio.com then answers XML';
  }
  return undefined;
}
