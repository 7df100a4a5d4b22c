import type { Evidence } from '../../../../functions/domain/model/evidence.ts';
import type { FollowUpRecord } from '../../../../functions/domain/model/follow-up.ts';
import type { SecretFailure } from '../../../../functions/domain/model/ports.ts';
import { parse } from '../credential/exposed.ts';
import { KEY_SID, keyEvidence, PRODUCTION, unreadEvidence } from '../evidence-builder.ts';
import type { World } from './world.ts';

const unread = (failure: SecretFailure): Evidence =>
  unreadEvidence({
    secret: { outcome: 'failed', versionStage: 'AWSCURRENT', failure, message: 'AWS says why' },
  });
const IN_OREGON: FollowUpRecord = {
  question: { kind: 'secret-region' },
  outcome: { kind: 'located', regions: ['us-west-2'] },
};
const { secretRegion: _region, ...NO_REGION } = unread('not-found');
const SECRET = '(AWSCURRENT, production/twilio/credentials)';

export const SECRET_WORLDS: readonly World[] = [
  [
    'no secret',
    unread('not-found'),
    'secret.not-found proven',
    `the secret does not exist ${SECRET}`,
  ],
  [
    'no secret in the Region that was asked',
    { ...unread('not-found'), followUps: [IN_OREGON] },
    'secret.not-found proven',
    `the secret does not exist in eu-west-1: it is in us-west-2 ${SECRET}`,
  ],
  [
    'no secret in a Region that is not known',
    { ...NO_REGION, followUps: [IN_OREGON] },
    'secret.not-found proven',
    `the secret does not exist: it is in us-west-2 ${SECRET}`,
  ],
  [
    'no secret by its ARN',
    {
      ...unread('not-found'),
      expectation: {
        ...PRODUCTION,
        secret: { id: 'arn:aws:secretsmanager:us-east-1:111122223333:secret:x-a1B2c3' },
      },
      followUps: [IN_OREGON],
    },
    'secret.not-found proven',
    'the secret does not exist in eu-west-1: it is in us-west-2 (AWSCURRENT...',
  ],
  [
    'no version',
    unread('no-such-version'),
    'secret.not-found proven',
    `the secret has no value for the version stage ${SECRET}`,
  ],
  [
    'a secret in the bin',
    unread('pending-deletion'),
    'secret.pending-deletion proven',
    `the secret is scheduled for deletion ${SECRET}`,
  ],
  [
    'a denied read',
    unread('access-denied'),
    'secret.access-denied proven',
    `reading the secret is denied by IAM ${SECRET}`,
  ],
  [
    'a denied role',
    unread('role-denied'),
    'secret.access-denied proven',
    `the declared role cannot be assumed to read the secret ${SECRET}`,
  ],
  [
    'a denied key',
    unread('kms-denied'),
    'secret.kms-denied proven',
    `the KMS key of the secret cannot be used ${SECRET}`,
  ],
  [
    'a binary value',
    unread('not-text'),
    'secret.not-json proven',
    `the value is binary and not text ${SECRET}`,
  ],
  [
    'a bad secret id',
    unread('invalid-request'),
    'config.invalid proven',
    'Secrets Manager will not take the request for this secret id (AWSCURRENT, production/twilio/credentials)',
  ],
  [
    'an STS that does not answer',
    unreadEvidence({
      secret: {
        outcome: 'failed',
        versionStage: 'AWSCURRENT',
        failure: 'unavailable',
        service: 'STS',
        message: 'no answer from STS in time',
      },
    }),
    'aws.unavailable likely',
    `STS gave no usable answer ${SECRET}`,
  ],
  [
    'an AWS outage',
    unread('unavailable'),
    'aws.unavailable likely',
    `Secrets Manager gave no usable answer ${SECRET}`,
  ],
  [
    'a list',
    keyEvidence({ parse: parse([], 'api-key') }),
    'secret.not-json proven',
    'the secret is not a JSON object: a JSON array, not an object',
  ],
  [
    'half a key',
    keyEvidence({ parse: parse({ apiKeySid: KEY_SID }, 'api-key') }),
    'secret.missing-field proven',
    'the secret lacks accountSid, apiKeySecret to be an API key; it has apiKeySid',
  ],
];
