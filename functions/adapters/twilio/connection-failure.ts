import { OUT_OF_TIME } from '../../domain/concurrency/bounded-ports.ts';
import type { NoAnswerReason } from '../../domain/model/twilio-api.ts';
import type { Unanswered } from './attempt.ts';

const REASONS: ReadonlyMap<string, NoAnswerReason> = new Map([
  ['ETIMEDOUT', 'timeout'],
  // Of `fetch`, by its HTTP client (https://undici.nodejs.org/#/docs/api/Errors).
  ['UND_ERR_CONNECT_TIMEOUT', 'timeout'],
  ['ECONNRESET', 'connection-reset'],
  ['EPIPE', 'connection-reset'],
  ['ECONNREFUSED', 'connection-refused'],
  ['ENOTFOUND', 'name-not-resolved'],
  ['EAI_AGAIN', 'name-not-resolved'],
  ['ENETUNREACH', 'network-unreachable'],
  ['EHOSTUNREACH', 'network-unreachable'],
  ['ENETDOWN', 'network-unreachable'],
  ['EPROTO', 'tls-failed'],
  ['HOSTNAME_MISMATCH', 'tls-failed'],
  ['INVALID_CA', 'tls-failed'],
  ['INVALID_PURPOSE', 'tls-failed'],
]);

/** OpenSSL's verification results as Node names them (nodejs.org/api/tls.html#x509-certificate-error-codes). */
const TLS_CODE = /^(?:ERR_TLS_|ERR_SSL_|CERT_|CRL_|UNABLE_TO_)|SELF_SIGNED|_CERT(?:_|$)/;

const SENTENCES: Readonly<Record<NoAnswerReason, string>> = {
  timeout: 'the connection timed out',
  'connection-reset': 'the connection broke before the answer was complete',
  'connection-refused': 'the connection was refused',
  'name-not-resolved': 'the host name could not be resolved',
  'tls-failed': 'no trusted TLS connection could be made',
  'network-unreachable': 'there is no route to the host',
  'out-of-time': OUT_OF_TIME,
};

/**
 * Translates an error of `node:http(s)` by its `code`, and one of `fetch` by its cause's. An unknown code (a peer that does not speak
 * HTTP, for example) counts as `connection-reset`, with the code named. The error itself and its
 * message are left behind: they may hold the request.
 */
export function connectionFailure(error: unknown): Unanswered {
  const code = codeOf(error);
  const reason = reasonOf(code);
  const detail = code === undefined ? SENTENCES[reason] : `${SENTENCES[reason]} (${code})`;
  return { kind: 'unanswered', reason, detail };
}

/** No answer because a bound on time was reached: of this attempt (`limitMs`) or of the whole call. */
export function timeRanOut(limitMs?: number): Unanswered {
  if (limitMs === undefined) {
    return { kind: 'unanswered', reason: 'out-of-time', detail: SENTENCES['out-of-time'] };
  }
  return {
    kind: 'unanswered',
    reason: 'timeout',
    detail: `no complete answer within ${limitMs} ms`,
  };
}

function codeOf(error: unknown): string | undefined {
  if (error instanceof TypeError && error.cause !== undefined) return codeOf(error.cause);
  if (!(error instanceof Error && 'code' in error)) return undefined;
  const { code } = error;
  return typeof code === 'string' && /^[A-Z][A-Z0-9_]{0,63}$/.test(code) ? code : undefined;
}

function reasonOf(code: string | undefined): NoAnswerReason {
  if (code === undefined) return 'connection-reset';
  return REASONS.get(code) ?? (TLS_CODE.test(code) ? 'tls-failed' : 'connection-reset');
}
