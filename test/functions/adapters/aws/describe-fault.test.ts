import { expect, it } from 'vitest';
import { describeFault } from '../../../../functions/adapters/aws/describe-fault.ts';

class ServiceException extends Error {}

const SERVICE = { name: 'SNS', exception: ServiceException };

function named(name: string, message: string, more: object = {}): Error {
  return Object.assign(new Error(message), { name, ...more });
}

it('repeats what the service itself says', () => {
  const error = Object.assign(new ServiceException('Not allowed.'), { name: 'AuthorizationError' });

  expect(describeFault(error, SERVICE)).toEqual({
    name: 'AuthorizationError',
    message: 'AuthorizationError: Not allowed.',
    named: true,
  });
});

it.each([
  ['a time-out', named('TimeoutError', 'x'), 'No answer from SNS in time.'],
  ['an abort', named('AbortError', 'x'), 'No answer from SNS in time.'],
  [
    'a reset, which the client calls a time-out',
    named('TimeoutError', 'x', { code: 'ECONNRESET' }),
    'No answer from SNS: the connection was reset (ECONNRESET).',
  ],
  [
    'an unknown host',
    named('Error', 'x', { code: 'ENOTFOUND' }),
    'No answer from SNS: its host name could not be resolved (ENOTFOUND).',
  ],
  [
    'an answer that cannot be parsed',
    named('SyntaxError', 'c4nary', { $metadata: { httpStatusCode: 200 } }),
    'An answer that is not one of SNS (HTTP 200).',
  ],
  [
    'an expired sign-in',
    named('TokenProviderError', 'c4nary'),
    expect.stringContaining('aws sso login'),
  ],
  [
    'a TLS fault',
    named('Error', 'c4nary', { code: 'CERT_HAS_EXPIRED' }),
    'SNS could not be called (CERT_HAS_EXPIRED).',
  ],
  [
    'an error of another service',
    named('AccessDenied', 'c4nary'),
    'SNS could not be called (AccessDenied).',
  ],
  ['something that is no error', 'c4nary', 'SNS could not be called (Unknown).'],
])('describes %s in its own words', (_what, error, message) => {
  expect(describeFault(error, SERVICE)).toMatchObject({ message, named: false });
});
