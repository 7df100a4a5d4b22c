/** Which requests a fault is for; every part that is given must match, none given means all. */
export interface FaultMatch {
  /** Source of a regular expression, tested against the path without query: `/IncomingPhoneNumbers`. */
  readonly path?: string | undefined;
  /** The `Host` header, without port: `api.twilio.com`. */
  readonly host?: string | undefined;
  /** The Basic username: an Account SID or API Key SID. */
  readonly username?: string | undefined;
}

/**
 * What goes wrong.
 *
 * - `status`: an error in Twilio's classic JSON shape. `html`, `malformed-json`, `empty`: any status.
 * - `redirect`: 302 unless told otherwise. `rate-limit`: 429/20429, with `Retry-After` if given.
 * - `json`: any body, for RFC 9457 shapes or a 200 with `{}`.
 * - `delay`: what would have come, after `delayMs`; it combines with the next fault that matches.
 * - `hang`: no byte, ever. `reset`: the connection is reset. `slow-body`: status and headers at once,
 *   then a body that drips and never ends. `truncated`: less body than announced, then the end.
 * - `echo-credentials`: a hostile proxy whose page holds the credentials it received.
 */
export type FaultKind =
  | {
      readonly kind: 'status';
      readonly status: number;
      readonly code: number;
      readonly message?: string | undefined;
    }
  | { readonly kind: 'html' | 'malformed-json' | 'empty'; readonly status: number }
  | { readonly kind: 'redirect'; readonly location: string; readonly status?: number | undefined }
  | { readonly kind: 'rate-limit'; readonly retryAfterSeconds?: number | undefined }
  | {
      readonly kind: 'json';
      readonly status: number;
      readonly body: unknown;
      readonly contentType?: string | undefined;
    }
  | { readonly kind: 'delay'; readonly delayMs: number }
  | { readonly kind: 'hang' | 'reset' }
  | { readonly kind: 'slow-body' | 'truncated'; readonly status?: number | undefined }
  | {
      readonly kind: 'echo-credentials';
      readonly status?: number | undefined;
      readonly format?: 'json' | 'html' | undefined;
    };

/** A fault, for whom, and how often; `times` is unlimited unless given. */
export type Fault = FaultKind & {
  readonly match?: FaultMatch | undefined;
  readonly times?: number | undefined;
};

/** A fault that replaces the answer: any but `delay`. */
export type DisruptiveFault = Exclude<FaultKind, { readonly kind: 'delay' }>;
