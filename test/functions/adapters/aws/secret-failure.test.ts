import { describe, expect, it } from 'vitest';
import { createSecretReader } from '../../../../functions/adapters/aws/create-secret-reader.ts';
import { json, type Respond, raw, startStandIn } from './start-stand-in.ts';

const CANARY = 'c4nary0123456789abcdef0123456789';

async function readFrom(respond: Respond, signal = new AbortController().signal) {
  await startStandIn(respond);
  const reader = createSecretReader({ maxAttempts: 1, requestTimeoutMs: 60_000 });
  return reader.read({ id: 'production/twilio/credentials' }, 'AWSCURRENT', { signal });
}

function awsError(type: string, message: string): Respond {
  return json(400, { __type: type, message });
}

const DENIED_GET =
  'User: arn:aws:sts::123456789012:assumed-role/kms-tool/gate is not authorized to perform: ' +
  'secretsmanager:GetSecretValue on resource: production/kms-key because no identity-based policy allows it';

describe('what Secrets Manager itself says', () => {
  it.each([
    [
      'a missing secret',
      'not-found',
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
    ],
    [
      'a missing stage',
      'no-such-version',
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret value for staging label: AWSPENDING",
    ],
    [
      'a secret marked for deletion',
      'pending-deletion',
      'InvalidRequestException',
      "You can't perform this operation on the secret because it was marked for deletion.",
    ],
    [
      'another invalid request',
      'invalid-request',
      'InvalidRequestException',
      'You cannot do this now.',
    ],
    ['an invalid parameter', 'invalid-request', 'InvalidParameterException', 'Invalid name.'],
    [
      'a failed validation',
      'invalid-request',
      'ValidationException',
      '1 validation error detected',
    ],
    ['a missing permission', 'access-denied', 'AccessDeniedException', DENIED_GET],
    ['a disabled KMS key', 'kms-denied', 'DecryptionFailure', 'The key is disabled.'],
    ['KMS refusing', 'kms-denied', 'AccessDeniedException', 'Access to KMS is not allowed'],
    [
      'a missing KMS permission',
      'kms-denied',
      'AccessDeniedException',
      'User: gate is not authorized to perform: kms:Decrypt on resource: production',
    ],
    ['throttling', 'unavailable', 'ThrottlingException', 'Rate exceeded'],
    ['a fault of its own', 'unavailable', 'InternalServiceError', 'An error occurred.'],
    ['an expired token', 'unavailable', 'ExpiredTokenException', 'The security token is expired'],
    ['unknown AWS credentials', 'unavailable', 'UnrecognizedClientException', 'Invalid token'],
    ['a name nobody documented', 'unavailable', 'BrandNewException', 'Surprise'],
  ])('reports %s as %s', async (...[, failure, type, message]) => {
    const reading = await readFrom(awsError(type, message));

    expect(reading).toEqual({ outcome: 'failed', failure, message: `${type}: ${message}` });
  });

  it('shows one line of at most 500 characters, without control characters', async () => {
    const reading = await readFrom(
      awsError('InvalidParameterException', `not\u0007now ${'allowed '.repeat(200)}`),
    );

    expect(reading).toMatchObject({
      message: expect.stringMatching(/^InvalidParameterException: not now( allowed)+ ?[alowed]*$/),
    });
    expect((reading as { message: string }).message.length).toBeLessThanOrEqual(500);
  });

  it('leaves out the canonical request of a signature error, which holds the session token', async () => {
    const message = `The signature does not match.\n\nThe Canonical String should have been\nx-amz-security-token:${CANARY}`;
    const reading = await readFrom(awsError('InvalidSignatureException', message));

    expect(reading).toEqual({
      outcome: 'failed',
      failure: 'unavailable',
      message: 'InvalidSignatureException: The signature does not match.',
    });
  });
});

describe('answers that are not from Secrets Manager', () => {
  const cut: Respond = (response) => {
    response.writeHead(200, { 'content-length': 500 });
    response.write(`{"SecretString":"${CANARY}`, () => response.destroy());
  };

  it.each<[string, Respond, RegExp]>([
    ['an HTML page with status 200', raw(200, `<p>${CANARY}</p>`), /HTTP 200/],
    ['an HTML page with status 403', raw(403, '<html>'), /HTTP 403/],
    ['an HTML page with status 404', raw(404, '<html>'), /HTTP 404/],
    ['an HTML page with status 502', raw(502, '<html>'), /HTTP 502/],
    ['a redirect', raw(302, ''), /HTTP 302/],
    ['an error without a name', raw(400, '{"foo":1}'), /HTTP 400/],
    ['JSON cut short', raw(200, `{"SecretString":"${CANARY}`), /HTTP 200/],
    ['a value followed by garbage', raw(200, `{"SecretString":"a"} ${CANARY}`), /HTTP 200/],
    ['a connection reset in the body', cut, /reset \(ECONNRESET\)/],
    ['a connection reset at once', (response) => void response.destroy(), /reset \(ECONNRESET\)/],
  ])('reports %s as unavailable, and quotes nothing of it', async (_what, respond, message) => {
    const reading = await readFrom(respond);

    expect(reading).toMatchObject({
      outcome: 'failed',
      failure: 'unavailable',
      message: expect.stringMatching(message),
    });
    expect(JSON.stringify(reading)).not.toContain(CANARY.slice(0, 8));
  });
});
