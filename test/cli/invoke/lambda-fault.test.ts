import { LambdaServiceException } from '@aws-sdk/client-lambda';
import { describe, expect, it } from 'vitest';
import { CommandError } from '../../../cli/command-error.ts';
import { type LambdaCall, lambdaFault } from '../../../cli/invoke/lambda-fault.ts';

const CANARY = 'canary-0123456789';

function explain(error: unknown, action: LambdaCall['action'] = 'lambda:InvokeFunction'): unknown {
  return lambdaFault(error, {
    exception: LambdaServiceException,
    functionName: 'the-gate',
    action,
  });
}

function named(name: string, traits: object = {}): Error {
  return Object.assign(new Error(CANARY), { name }, traits);
}

function service(name: string, message = 'said Lambda'): LambdaServiceException {
  return new LambdaServiceException({ name, message, $fault: 'client', $metadata: {} });
}

describe('what the Lambda client throws', () => {
  it.each<[string, unknown, number, string]>([
    ['an unknown Region', named('Error', { code: 'ENOTFOUND' }), 3, 'Is the Region right?'],
    ['a reset', named('Error', { code: 'ECONNRESET' }), 3, 'The gate may have run nevertheless'],
    ['a refusal', named('Error', { code: 'ECONNREFUSED' }), 3, 'there is no connection'],
    ['a bad certificate', named('Error', { code: 'CERT_HAS_EXPIRED' }), 3, '(CERT_HAS_EXPIRED)'],
    ['a time-out', named('TimeoutError'), 3, 'no answer in time. The gate may have run'],
    ['a call that was ended', named('AbortError'), 3, 'no answer in time. The gate may have run'],
    ['garbage', named('SyntaxError', { $response: {} }), 3, "not one of Lambda's"],
    ['an error without a type', service('Unknown', CANARY), 3, "not one of Lambda's"],
    ['no session', named('TokenProviderError'), 2, 'sign in again'],
    ['a bad name', service('ValidationException'), 2, 'Give the GateFunctionName'],
    ['a state of change', service('ResourceConflictException'), 3, 'said Lambda'],
  ])('is said in our words: %s', (...[, error, exitCode, message]) => {
    const explained = explain(error);
    expect(explained).toBeInstanceOf(CommandError);
    expect(explained).toMatchObject({ exitCode, message: expect.stringContaining(message) });
    expect(String(explained)).not.toContain(CANARY);
  });

  it.each<[string, unknown, string]>([
    [
      'a denial',
      service('AccessDeniedException'),
      'Lambda could not describe the-gate: AccessDeniedException: said Lambda\nAllow the caller lambda:GetFunctionConfiguration on this function.',
    ],
    ['a time-out', named('TimeoutError'), 'Lambda could not describe the-gate: no answer in time.'],
    [
      'a reset',
      named('Error', { code: 'ECONNRESET' }),
      'Lambda could not describe the-gate: the connection broke (ECONNRESET).',
    ],
  ])('is about the call that was made, which runs no gate: %s', (_name, error, message) => {
    expect(explain(error, 'lambda:GetFunctionConfiguration')).toMatchObject({ message });
  });

  it.each([
    ['a defect', new TypeError(CANARY)],
    ['a wrong argument', named('TypeError', { code: 'ERR_INVALID_ARG_TYPE' })],
    ['no error', CANARY],
  ])('stays what it is: %s', (_name, error) => {
    expect(explain(error)).toBe(error);
  });
});
