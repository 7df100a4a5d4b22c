import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type OperationInput } from '../wire/operation.ts';
import { type Secret, type SecretVersion, secretNames } from './secret.ts';
import { scopeOf, secretId, versionId, versionStage } from './secret-inputs.ts';
import type { SecretVault } from './secret-vault.ts';
import { checkLabelQuota, moveStage, versionAt } from './version-stages.ts';

const stageInput = {
  SecretId: secretId,
  VersionStage: versionStage,
  RemoveFromVersionId: versionId.optional(),
  MoveToVersionId: versionId.optional(),
};

type StageInput = OperationInput<typeof stageInput>;

/**
 * UpdateSecretVersionStage: attaches, moves or removes one staging label.
 *
 * The version that has the label must be named to take it away, and AWSCURRENT can only be moved;
 * otherwise `InvalidParameterException`.
 */
export function updateSecretVersionStage(vault: SecretVault): Operation {
  return defineOperation(stageInput, (input, context) => {
    const secret = vault.getLive(input.SecretId, scopeOf(context));
    const holder = versionAt(secret, input.VersionStage);
    checkHolder(input, holder);
    const { MoveToVersionId: targetId, VersionStage: stage } = input;
    checkLabelQuota(secret, [stage]);
    if (targetId !== undefined) moveStage(secret, stage, versionOf(secret, targetId));
    else if (stage === 'AWSCURRENT') throw currentStays();
    else holder?.stages.delete(stage);
    secret.changedAt = context.now;
    return secretNames(secret);
  });
}

function checkHolder(input: StageInput, holder: SecretVersion | undefined): void {
  const { VersionStage: stage, RemoveFromVersionId: from, MoveToVersionId: to } = input;
  if (from !== undefined && from !== holder?.id) {
    throw new AwsError(
      'InvalidParameterException',
      `The staging label ${stage} isn't currently attached to version ${from}.`,
    );
  }
  if (from === undefined && holder !== undefined && holder.id !== to) {
    throw new AwsError(
      'InvalidParameterException',
      `The parameter RemoveFromVersionId can't be empty. Staging label ${stage} is currently attached to version ${holder.id}, so you must explicitly reference that version in RemoveFromVersionId.`,
    );
  }
}

function versionOf(secret: Secret, id: string): SecretVersion {
  const version = secret.versions.get(id);
  if (version !== undefined) return version;
  throw new AwsError(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for VersionId: ${id}`,
  );
}

function currentStays(): AwsError {
  return new AwsError(
    'InvalidParameterException',
    "You can only move staging label AWSCURRENT to a different secret version. It can't be completely removed.",
  );
}
