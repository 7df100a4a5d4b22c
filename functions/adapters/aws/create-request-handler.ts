import { NodeHttpHandler } from '@smithy/node-http-handler';

/** What bounds one AWS call. The defaults suit a function that calls its own Region. */
export interface CallLimits {
  /** Longest wait for response headers, and longest pause within a body; default 4,000 ms. */
  readonly requestTimeoutMs?: number | undefined;
  /** Longest wait for a connection; default 2,000 ms, and never more than `requestTimeoutMs`. */
  readonly connectionTimeoutMs?: number | undefined;
}

/** Default of {@link CallLimits.requestTimeoutMs}: an AWS API answers its own Region in well under a second. */
export const DEFAULT_REQUEST_TIMEOUT_MS = 4000;

/** Attempts per call where the SDK may retry: throttling, 5xx, resets and time-outs (standard mode). */
export const RETRIED_ATTEMPTS = 3;

const CONNECTION_TIMEOUT_MS = 2000;
// The SDK's default of 50 would queue the secrets of a larger fleet, which are read all at once.
const MAX_SOCKETS = 128;

/**
 * The SDK's HTTP handler with short times and kept connections; one may serve several clients.
 *
 * `requestTimeout` alone only warns and covers the wait for headers: `throwOnRequestTimeout` makes it
 * end the request, `socketTimeout` ends a body that falls silent. A body that drips is ended by the
 * signal of the call. Source: @smithy/node-http-handler 4.14.
 */
export function createRequestHandler(limits: CallLimits): NodeHttpHandler {
  const requestTimeoutMs = limits.requestTimeoutMs ?? DEFAULT_REQUEST_TIMEOUT_MS;
  const agent = { keepAlive: true, maxSockets: MAX_SOCKETS };
  return new NodeHttpHandler({
    connectionTimeout: Math.min(
      limits.connectionTimeoutMs ?? CONNECTION_TIMEOUT_MS,
      requestTimeoutMs,
    ),
    requestTimeout: requestTimeoutMs,
    throwOnRequestTimeout: true,
    socketTimeout: requestTimeoutMs,
    httpAgent: agent,
    httpsAgent: agent,
  });
}
