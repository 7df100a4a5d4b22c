import { type Operation, type Service, stringMembers } from '../wire/operation.ts';
import { deleteSecret, restoreSecret } from './deletion-operations.ts';
import { describeSecret, listSecrets, listSecretVersionIds } from './listing-operations.ts';
import {
  deleteResourcePolicy,
  getResourcePolicy,
  putResourcePolicy,
  validateResourcePolicy,
} from './policy-operations.ts';
import { batchGetSecretValue, getSecretValue } from './read-operations.ts';
import {
  removeRegionsFromReplication,
  replicateSecretToRegions,
} from './replication-operations.ts';
import type { PartnerRotation } from './rotation.ts';
import { cancelRotateSecret, rotateSecret } from './rotation-operations.ts';
import type { SecretAccess } from './secret-access.ts';
import type { SecretVault } from './secret-vault.ts';
import { updateSecretVersionStage } from './stage-operation.ts';
import { tagResource, untagResource } from './tag-operations.ts';
import { createSecret, putSecretValue, updateSecret } from './write-operations.ts';

/**
 * Secrets Manager as far as this world has it; see each operation for what it enforces. `partner` makes
 * the new values of rotations.
 */
export function createSecretsService(
  vault: SecretVault,
  access: SecretAccess,
  partner: PartnerRotation,
): Service<Operation> {
  return {
    name: 'secretsmanager',
    operations: new Map([
      ['CreateSecret', createSecret(vault)],
      ['PutSecretValue', putSecretValue(vault)],
      ['UpdateSecret', updateSecret(vault)],
      ['GetSecretValue', getSecretValue(vault, access)],
      ['BatchGetSecretValue', batchGetSecretValue(vault, access)],
      ['DescribeSecret', describeSecret(vault, access)],
      ['ListSecrets', listSecrets(vault)],
      ['ListSecretVersionIds', listSecretVersionIds(vault)],
      ['UpdateSecretVersionStage', updateSecretVersionStage(vault)],
      ['RotateSecret', rotateSecret(vault, partner)],
      ['CancelRotateSecret', cancelRotateSecret(vault)],
      ['ReplicateSecretToRegions', replicateSecretToRegions(vault)],
      ['RemoveRegionsFromReplication', removeRegionsFromReplication(vault)],
      ['TagResource', tagResource(vault)],
      ['UntagResource', untagResource(vault)],
      ['PutResourcePolicy', putResourcePolicy(vault)],
      ['GetResourcePolicy', getResourcePolicy(vault)],
      ['DeleteResourcePolicy', deleteResourcePolicy(vault)],
      ['ValidateResourcePolicy', validateResourcePolicy(vault)],
      ['DeleteSecret', deleteSecret(vault)],
      ['RestoreSecret', restoreSecret(vault)],
    ]),
    resources: (input) => stringMembers(input, ['SecretId', 'SecretIdList', 'Name']),
  };
}
