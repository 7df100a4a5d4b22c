import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type OperationInput } from '../wire/operation.ts';
import { checkPrimary } from './replication-operations.ts';
import { epochSeconds, secretNames } from './secret.ts';
import { scopeOf, secretId } from './secret-inputs.ts';
import { markedForDeletion, type SecretVault } from './secret-vault.ts';

const DAY_MS = 86_400_000;

const deleteInput = {
  SecretId: secretId,
  RecoveryWindowInDays: z.number().int().optional(),
  ForceDeleteWithoutRecovery: z.boolean().default(false),
};

/**
 * DeleteSecret: schedules the deletion in 7 to 30 days (default 30), or deletes at once when forced.
 *
 * Forcing a secret that does not exist is no error, as AWS documents.
 */
export function deleteSecret(vault: SecretVault): Operation {
  return defineOperation(deleteInput, (input, context) => {
    const { SecretId, ForceDeleteWithoutRecovery: isForced } = input;
    checkWindow(input);
    const scope = scopeOf(context);
    if (isForced && vault.find(SecretId, scope) === undefined) {
      return { Name: SecretId, DeletionDate: epochSeconds(context.now) };
    }
    const secret = vault.get(SecretId, scope);
    checkPrimary(secret);
    if (secret.replicas.size > 0) {
      const regions = [...secret.replicas.keys()].join(', ');
      throw new AwsError(
        'InvalidParameterException',
        `You can't delete secret ${secret.name} that still has replica regions [${regions}]`,
      );
    }
    if (isForced) {
      vault.erase(secret);
      return { ...secretNames(secret), DeletionDate: epochSeconds(context.now) };
    }
    if (secret.deletionDate !== undefined) throw markedForDeletion();
    const windowMs = (input.RecoveryWindowInDays ?? 30) * DAY_MS;
    secret.deletionDate = new Date(context.now.getTime() + windowMs);
    const deletionDate = epochSeconds(secret.deletionDate);
    return { ...secretNames(secret), DeletionDate: deletionDate };
  });
}

/** RestoreSecret: cancels a scheduled deletion. */
export function restoreSecret(vault: SecretVault): Operation {
  return defineOperation({ SecretId: secretId }, ({ SecretId }, context) => {
    const secret = vault.get(SecretId, scopeOf(context));
    delete secret.deletionDate;
    return secretNames(secret);
  });
}

function checkWindow(input: OperationInput<typeof deleteInput>): void {
  const { RecoveryWindowInDays: days, ForceDeleteWithoutRecovery: isForced } = input;
  if (days === undefined) return;
  if (isForced) {
    throw new AwsError(
      'InvalidParameterException',
      "You can't use ForceDeleteWithoutRecovery in conjunction with RecoveryWindowInDays.",
    );
  }
  if (days < 7 || days > 30) {
    throw new AwsError(
      'InvalidParameterException',
      'The RecoveryWindowInDays value must be between 7 and 30 days (inclusive).',
    );
  }
}
