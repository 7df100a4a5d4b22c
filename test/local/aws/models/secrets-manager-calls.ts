import type { Calls } from './seeded-world.ts';

const ROLE = 'arn:aws:iam::111122223333:role/rotation';
const POLICY = JSON.stringify({
  Statement: { Effect: 'Allow', Principal: { AWS: ROLE }, Action: '*', Resource: '*' },
});
const PUBLIC = POLICY.replace(`{"AWS":"${ROLE}"}`, '"*"');
const NONE = { SecretId: 'none' };
const GONE = { SecretId: 'gone' };
const NOT_THERE = { ResourceNotFoundException: NONE };
const UNUSABLE = { ...NOT_THERE, InvalidRequestException: GONE };

/** Secrets Manager's calls. */
export const SECRETS_MANAGER: Calls = {
  CreateSecret: {
    ok: () => [
      { Name: 'empty' },
      { Name: 'new', SecretString: 'v', Description: 'd', Tags: [{ Key: 'a', Value: 'b' }] },
    ],
    refused: () => ({
      ResourceExistsException: { Name: 'full', SecretString: 'x' },
      InvalidRequestException: { Name: 'gone' },
      InvalidParameterException: { Name: 'new', Type: 'Other' },
      ValidationException: { Name: 'a b' },
    }),
  },
  PutSecretValue: {
    ok: () => [{ SecretId: 'full', SecretString: 'three' }],
    refused: ({ versionId }) => ({
      ...UNUSABLE,
      InvalidRequestException: { SecretId: 'full' },
      ResourceExistsException: {
        SecretId: 'full',
        SecretString: 'x',
        ClientRequestToken: versionId,
      },
      LimitExceededException: {
        SecretId: 'full',
        SecretString: 'x',
        VersionStages: Array.from({ length: 20 }, (_, index) => `s${index}`),
      },
    }),
  },
  UpdateSecret: {
    ok: () => [
      { SecretId: 'full', Description: 'd' },
      { SecretId: 'full', SecretString: 'x' },
    ],
    refused: () => UNUSABLE,
  },
  GetSecretValue: {
    ok: ({ versionId }) => [{ SecretId: 'full' }, { SecretId: 'full', VersionId: versionId }],
    refused: () => ({
      ...UNUSABLE,
      AccessDeniedException: { SecretId: 'denied' },
      DecryptionFailure: { SecretId: 'locked' },
    }),
  },
  BatchGetSecretValue: {
    ok: () => [{ SecretIdList: ['full', 'none', 'gone', 'denied'] }],
    refused: () => ({ InvalidParameterException: {} }),
  },
  DescribeSecret: {
    ok: () => ['full', 'gone', 'token', 'replicated'].map((SecretId) => ({ SecretId })),
    refused: () => ({ ...NOT_THERE, AccessDeniedException: { SecretId: 'denied' } }),
  },
  ListSecrets: {
    ok: () => [{}, { IncludePlannedDeletion: true, MaxResults: 1 }],
    refused: () => ({
      InvalidNextTokenException: { NextToken: 'x' },
      InvalidParameterException: { Filters: [{ Key: 'owning-service', Values: ['a'] }] },
    }),
  },
  ListSecretVersionIds: {
    ok: () => [{ SecretId: 'full', IncludeDeprecated: true }],
    refused: () => ({
      ...NOT_THERE,
      InvalidNextTokenException: { SecretId: 'full', NextToken: 'x' },
    }),
  },
  UpdateSecretVersionStage: {
    ok: ({ versionId, previousId }) => [
      {
        SecretId: 'full',
        VersionStage: 'AWSCURRENT',
        MoveToVersionId: previousId,
        RemoveFromVersionId: versionId,
      },
    ],
    refused: ({ versionId }) => ({
      ResourceNotFoundException: { ...NONE, VersionStage: 'blue' },
      InvalidRequestException: { ...GONE, VersionStage: 'blue' },
      InvalidParameterException: {
        SecretId: 'full',
        VersionStage: 'AWSPREVIOUS',
        RemoveFromVersionId: versionId,
      },
    }),
  },
  RotateSecret: {
    ok: () => [{ SecretId: 'token', ExternalSecretRotationRoleArn: ROLE }],
    refused: () => ({
      ...UNUSABLE,
      InvalidParameterException: {
        SecretId: 'token',
        ExternalSecretRotationRoleArn: ROLE,
        ExternalSecretRotationMetadata: [{ Key: 'propagationDelaySeconds', Value: '-1' }],
      },
    }),
  },
  CancelRotateSecret: {
    ok: () => [{ SecretId: 'rotated' }],
    refused: () => ({ ...NOT_THERE, InvalidRequestException: { SecretId: 'full' } }),
  },
  ReplicateSecretToRegions: {
    ok: () => [{ SecretId: 'full', AddReplicaRegions: [{ Region: 'eu-west-1' }] }],
    refused: () => ({
      ResourceNotFoundException: { ...NONE, AddReplicaRegions: [{ Region: 'eu-west-1' }] },
      InvalidRequestException: { ...GONE, AddReplicaRegions: [{ Region: 'eu-west-1' }] },
      InvalidParameterException: { SecretId: 'full', AddReplicaRegions: [{ Region: 'us-east-1' }] },
    }),
  },
  RemoveRegionsFromReplication: {
    ok: () => [{ SecretId: 'full', RemoveReplicaRegions: ['eu-west-1'] }],
    refused: () => ({
      ResourceNotFoundException: { ...NONE, RemoveReplicaRegions: ['eu-west-1'] },
      InvalidRequestException: { ...GONE, RemoveReplicaRegions: ['eu-west-1'] },
    }),
  },
  TagResource: {
    ok: () => [{ SecretId: 'full', Tags: [{ Key: 'a', Value: 'b' }] }],
    refused: () => ({
      ResourceNotFoundException: { ...NONE, Tags: [] },
      InvalidRequestException: { ...GONE, Tags: [] },
      InvalidParameterException: {
        SecretId: 'full',
        Tags: Array.from({ length: 51 }, (_, index) => ({ Key: `k${index}`, Value: '' })),
      },
    }),
  },
  UntagResource: {
    ok: () => [{ SecretId: 'full', TagKeys: ['a'] }],
    refused: () => ({ ResourceNotFoundException: { ...NONE, TagKeys: [] } }),
  },
  PutResourcePolicy: {
    ok: () => [{ SecretId: 'full', ResourcePolicy: POLICY }],
    refused: () => ({
      ResourceNotFoundException: { ...NONE, ResourcePolicy: POLICY },
      MalformedPolicyDocumentException: { SecretId: 'full', ResourcePolicy: '{' },
      PublicPolicyException: { SecretId: 'full', ResourcePolicy: PUBLIC, BlockPublicPolicy: true },
    }),
  },
  GetResourcePolicy: { ok: () => [{ SecretId: 'full' }], refused: () => UNUSABLE },
  DeleteResourcePolicy: { ok: () => [{ SecretId: 'full' }], refused: () => UNUSABLE },
  ValidateResourcePolicy: {
    ok: () => [{ ResourcePolicy: POLICY }, { ResourcePolicy: PUBLIC, SecretId: 'full' }],
    refused: () => ({ MalformedPolicyDocumentException: { ResourcePolicy: '[]' } }),
  },
  DeleteSecret: {
    ok: () => [{ SecretId: 'full' }, { ...NONE, ForceDeleteWithoutRecovery: true }],
    refused: () => ({
      ...UNUSABLE,
      InvalidParameterException: { SecretId: 'full', RecoveryWindowInDays: 6 },
    }),
  },
  RestoreSecret: { ok: () => [GONE], refused: () => NOT_THERE },
};
