import type { AccessGrant } from './access-grant.ts';
import type { TwilioRegion } from './expectation.ts';
import type { CallOptions } from './ports.ts';
import type { Redacted } from './redacted.ts';

/** Who asks Twilio. */
export interface BasicCredential {
  /** Account SID, API Key SID, or the client id of an OAuth client. */
  readonly username: string;
  /** Auth Token, key secret, client secret or access token. */
  readonly password: Redacted<string>;
  /**
   * How it travels, `basic` by default. `bearer`: the password is an access token. `form`: no header
   * carries it, the question's own form does. `none`: nothing carries it, and the question is asked without a
   * credential; its answer is scrubbed of it too.
   */
  readonly scheme?: 'basic' | 'bearer' | 'form' | 'none' | undefined;
}

/** The host names that are asked by themselves: `PRODUCT.twilio.com`. */
export type TwilioProduct =
  | 'accounts'
  | 'api'
  | 'conversations'
  | 'iam'
  | 'messaging'
  | 'oauth'
  | 'pricing'
  | 'trusthub'
  | 'verify'
  | 'voice';

/** A question: GET `path` (with query) on the product's host of the Region, or POST where it has a form. */
export interface TwilioQuestion {
  /** A {@link TwilioProduct}; of a declared probe the product that its URL names. */
  readonly product: string;
  readonly path: string;
  readonly query?: Readonly<Record<string, string>> | undefined;
  /**
   * Makes it a POST. Twilio has no idempotency key, so one is sent again after 429 alone, which Twilio
   * never processes (https://www.twilio.com/docs/api/errors/20429): whatever else happens, once.
   */
  readonly form?: Readonly<Record<string, string | Redacted<string>>> | undefined;
  /**
   * Of the body only members by these names are kept, at any depth; the rest is dropped on receipt. Such an
   * answer may have 4 MB, any other 256 KB. Absent: all members.
   */
  readonly members?: readonly string[] | undefined;
  readonly region: TwilioRegion;
  readonly credential: BasicCredential;
  /** Of an account asked for with its Auth Token: compare the primary one in the answer with it. */
  readonly comparesToken?: boolean | undefined;
}

/** A JSON object without `auth_token` and the like: they are dropped while it is parsed. */
export type JsonObject = Readonly<Record<string, unknown>>;

/** What every reply carries for the report, whatever it says. */
export interface Exchange {
  /** `GET https://api.twilio.com/2010-04-01/Accounts/AC….json`: no header, no user info. */
  readonly request: string;
  /** HTTP requests made, retries included: 0 to 3. */
  readonly attempts: number;
  /** `Twilio-Request-Id` of every answer, in order, where given. */
  readonly requestIds: readonly string[];
  readonly durationMs: number;
  /** How many of the attempts Twilio refused with 429; absent: none. */
  readonly refusedAttempts?: number | undefined;
  /** The highest `Twilio-Concurrent-Requests`: the account's requests at once, not ours alone. */
  readonly concurrentRequests?: number | undefined;
}

export type NoAnswerReason =
  | 'timeout'
  | 'connection-reset'
  | 'connection-refused'
  | 'name-not-resolved'
  | 'tls-failed'
  | 'network-unreachable'
  | 'out-of-time';

/**
 * Twilio's reply, after retries.
 *
 * - `resource`: 200 (or 201 to a form) with a JSON object, sent as JSON. Not yet proof: the judge compares
 *   what is in it. `isPrimaryToken` where the question compares tokens: the password is the account's primary
 *   Auth Token; absent where the answer does not show that one. `isGrant` where the token endpoint gave a token.
 * - `refusal`: an error that Twilio itself wrote: JSON with an integer `code` (classic or RFC 9457
 *   shape) whose own status, if it has one, is the HTTP status. `isGrant`: of the token endpoint; its code is 0
 *   where it names the error by a word (RFC 6749).
 * - `unexpected`: any other answer (HTML, malformed or empty body, 3xx, any 2xx that is no `resource`).
 * - `no-answer`: nothing came back in time.
 */
export type TwilioReply =
  | (Exchange &
      AccessGrant & {
        readonly kind: 'resource';
        readonly status: number;
        readonly body: JsonObject;
        readonly isPrimaryToken?: boolean | undefined;
      })
  | (Exchange & {
      readonly kind: 'refusal';
      readonly status: number;
      readonly code: number;
      /** Twilio's text, scrubbed of the credential, without control characters, at most 200 characters. */
      readonly message: string;
      readonly isGrant?: boolean | undefined;
    })
  | (Exchange & {
      readonly kind: 'unexpected';
      readonly status: number;
      /** What came instead, for example `an HTML page (text/html, 512 bytes)`; never its content. */
      readonly detail: string;
    })
  | (Exchange & {
      readonly kind: 'no-answer';
      readonly reason: NoAnswerReason;
      readonly detail: string;
    });

/** The reply as it may become evidence. */
export function withoutToken(reply: TwilioReply): TwilioReply {
  return reply.kind === 'resource' ? { ...reply, accessToken: undefined } : reply;
}

/** Asks Twilio one question. Never throws for what Twilio or the network does. */
export interface TwilioApi {
  ask(question: TwilioQuestion, options: CallOptions): Promise<TwilioReply>;
}
