import { describe, expect, it } from 'vitest';
import { createSecretReader } from '../../../../functions/adapters/aws/create-secret-reader.ts';
import type { SecretReference } from '../../../../functions/domain/model/expectation.ts';
import type { VersionStage } from '../../../../functions/domain/model/ports.ts';
import type { LocalAws } from '../../../../local/aws/start-local-aws.ts';
import { startLocalWorld } from './start-local-world.ts';

const { signal } = new AbortController();
const NAME = 'production/twilio/credentials';
const VALUE = '{"accountSid":"c4nary0123456789"}';
const ROLE = 'arn:aws:iam::444455556666:role/preflight/reader';

/** No limit that a slow machine could reach, but where no answer comes. */
const PATIENT_MS = 60_000;
const HASTY_MS = 60;

function read(
  secret: SecretReference = { id: NAME },
  stage: VersionStage = 'AWSCURRENT',
  requestTimeoutMs: number = PATIENT_MS,
) {
  return createSecretReader({ maxAttempts: 1, requestTimeoutMs }).read(secret, stage, { signal });
}

async function payloadOf(secret: SecretReference, stage: VersionStage = 'AWSCURRENT') {
  const reading = await read(secret, stage);
  return reading.outcome === 'read' ? reading.payload.expose() : reading.message;
}

function seed(aws: LocalAws, place: { region?: string; accountId?: string } = {}) {
  return aws.secrets.create({ name: NAME, value: VALUE, ...place });
}

describe('a secret that can be read', () => {
  it('gives its current value and version id, by name and by ARN', async () => {
    const aws = await startLocalWorld();
    const { arn, versionId } = seed(aws);

    expect(await read()).toMatchObject({ outcome: 'read', versionId });
    expect(await payloadOf({ id: NAME })).toBe(VALUE);
    expect(await payloadOf({ id: arn })).toBe(VALUE);
  });

  it('gives each stage its own value', async () => {
    const aws = await startLocalWorld();
    seed(aws);
    aws.secrets.put({ id: NAME, value: 'second' });
    aws.secrets.put({ id: NAME, value: 'third', stages: ['AWSPENDING'] });

    expect(await payloadOf({ id: NAME }, 'AWSPREVIOUS')).toBe(VALUE);
    expect(await payloadOf({ id: NAME }, 'AWSCURRENT')).toBe('second');
    expect(await payloadOf({ id: NAME }, 'AWSPENDING')).toBe('third');
  });

  it('gives SecretBinary as text', async () => {
    const aws = await startLocalWorld();
    aws.secrets.create({ name: NAME, value: new TextEncoder().encode(VALUE) });

    expect(await payloadOf({ id: NAME })).toBe(VALUE);
  });

  it('is read in its own Region', async () => {
    const aws = await startLocalWorld();
    const { arn } = seed(aws, { region: 'eu-west-1' });

    expect(await payloadOf({ id: NAME, region: 'eu-west-1' })).toBe(VALUE);
    expect(await payloadOf({ id: arn })).toBe(VALUE);
    expect(await read()).toMatchObject({ failure: 'not-found' });
  });

  it('is read with the role that its account asks for', async () => {
    const aws = await startLocalWorld();
    const { arn } = seed(aws, { accountId: '444455556666' });
    aws.secrets.access.requireRole(NAME, ROLE);

    expect(await payloadOf({ id: arn, roleArn: ROLE })).toBe(VALUE);
  });
});

describe('a secret that cannot be read', () => {
  it.each<[string, string, (aws: LocalAws) => void, VersionStage?]>([
    ['not-found', 'there is none', () => undefined],
    ['no-such-version', 'nothing is pending', (aws) => void seed(aws), 'AWSPENDING'],
    [
      'no-such-version',
      'the pending version is empty',
      (aws) => {
        seed(aws);
        aws.secrets.putEmptyVersion({ id: NAME });
      },
      'AWSPENDING',
    ],
    [
      'pending-deletion',
      'it is scheduled for deletion',
      (aws) => {
        seed(aws);
        aws.secrets.scheduleDeletion(NAME);
      },
    ],
    [
      'access-denied',
      'a permission is missing',
      (aws) => {
        seed(aws);
        aws.secrets.access.deny({ denial: 'access' });
      },
    ],
    [
      'kms-denied',
      'decryption fails',
      (aws) => {
        seed(aws);
        aws.secrets.access.deny({ denial: 'kms-decryption' });
      },
    ],
    [
      'kms-denied',
      'KMS refuses',
      (aws) => {
        seed(aws);
        aws.secrets.access.deny({ denial: 'kms-access' });
      },
    ],
  ])('is %s when %s', async (...[failure, , arrange, stage]) => {
    const aws = await startLocalWorld();
    arrange(aws);

    expect(await read({ id: NAME }, stage)).toMatchObject({ outcome: 'failed', failure });
  });

  it('is invalid-request when its id is too long', async () => {
    await startLocalWorld();

    expect(await read({ id: 'x'.repeat(3000) })).toMatchObject({ failure: 'invalid-request' });
  });

  it.each([
    ['role-denied', 'the role is refused', ROLE],
    ['invalid-request', 'the role is no role', 'arn:aws:iam::444455556666:user/somebody'],
  ])('is %s when %s', async (failure, _when, roleArn) => {
    const aws = await startLocalWorld();
    seed(aws);
    aws.roles.refuse(ROLE);

    expect(await read({ id: NAME, roleArn })).toMatchObject({
      failure,
      message: expect.stringContaining(roleArn),
    });
  });
});

describe('a Secrets Manager in trouble', () => {
  it.each([
    [{ kind: 'throttle' }],
    [{ kind: 'server-error' }],
    [{ kind: 'hang' }],
    [{ kind: 'reset' }],
    [{ kind: 'garbage' }],
    [{ kind: 'empty' }],
    [{ kind: 'accept-then-reset' }],
    [{ kind: 'slow-body', delayMs: 10_000 }],
  ] as const)('leaves open what the secret is: %o', async (fault) => {
    const aws = await startLocalWorld();
    seed(aws);
    aws.faults.add({ service: 'secretsmanager', ...fault });

    const isSilent = fault.kind === 'hang' || fault.kind === 'slow-body';
    const reading = await read({ id: NAME }, 'AWSCURRENT', isSilent ? HASTY_MS : PATIENT_MS);

    expect(reading).toMatchObject({ outcome: 'failed', failure: 'unavailable' });
    expect(JSON.stringify(reading)).not.toContain('c4nary01');
  });
});
