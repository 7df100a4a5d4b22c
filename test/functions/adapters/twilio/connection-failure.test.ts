import { describe, expect, it } from 'vitest';
import { connectionFailure } from '../../../../functions/adapters/twilio/connection-failure.ts';

function errorWith(code: unknown): Error {
  return Object.assign(new Error('connect to 10.0.0.1 with Authorization: Basic abc'), { code });
}

describe('a broken connection', () => {
  it.each([
    ['ETIMEDOUT', 'timeout'],
    ['ECONNRESET', 'connection-reset'],
    ['EPIPE', 'connection-reset'],
    ['ERR_STREAM_PREMATURE_CLOSE', 'connection-reset'],
    ['HPE_INVALID_CONSTANT', 'connection-reset'],
    ['ECONNREFUSED', 'connection-refused'],
    ['ENOTFOUND', 'name-not-resolved'],
    ['EAI_AGAIN', 'name-not-resolved'],
    ['ENETUNREACH', 'network-unreachable'],
    ['EHOSTUNREACH', 'network-unreachable'],
    ['EPROTO', 'tls-failed'],
    ['CERT_HAS_EXPIRED', 'tls-failed'],
    ['DEPTH_ZERO_SELF_SIGNED_CERT', 'tls-failed'],
    ['SELF_SIGNED_CERT_IN_CHAIN', 'tls-failed'],
    ['UNABLE_TO_VERIFY_LEAF_SIGNATURE', 'tls-failed'],
    ['UNABLE_TO_GET_ISSUER_CERT_LOCALLY', 'tls-failed'],
    ['ERR_TLS_CERT_ALTNAME_INVALID', 'tls-failed'],
    ['ERR_SSL_WRONG_VERSION_NUMBER', 'tls-failed'],
  ])('%s is read as %s, and the code is named', (code, reason) => {
    const failure = connectionFailure(errorWith(code));
    expect(failure.reason).toBe(reason);
    expect(failure.detail).toContain(`(${code})`);
  });

  it.each([
    ['an error without a code', new Error('socket hang up')],
    ['a numeric code', errorWith(7)],
    ['a code that is a sentence', errorWith('Authorization: Basic abc')],
    ['something thrown that is no error', 'ECONNREFUSED'],
  ])('counts as reset for %s, and nothing of it is repeated', (_name, error) => {
    expect(connectionFailure(error)).toEqual({
      kind: 'unanswered',
      reason: 'connection-reset',
      detail: 'the connection broke before the answer was complete',
    });
  });
});
