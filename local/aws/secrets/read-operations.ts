import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import {
  type CallContext,
  defineOperation,
  type Operation,
  type OperationInput,
  type RawInput,
} from '../wire/operation.ts';
import { epochSeconds, type Secret, type SecretVersion, secretNames } from './secret.ts';
import type { SecretAccess } from './secret-access.ts';
import { scopeOf, secretId, versionId, versionStage } from './secret-inputs.ts';
import { markedForDeletion, type SecretVault } from './secret-vault.ts';
import { versionAt } from './version-stages.ts';

const getInput = {
  SecretId: secretId,
  VersionId: versionId.optional(),
  VersionStage: versionStage.optional(),
};

type GetInput = OperationInput<typeof getInput>;

/**
 * GetSecretValue. Access is judged before existence, as IAM does, and decryption last.
 *
 * `ResourceNotFoundException` means no secret, no such version, or a version without a value.
 */
export function getSecretValue(vault: SecretVault, access: SecretAccess): Operation {
  return defineOperation(getInput, (input, context) =>
    readValue(input, context, { vault, access }),
  );
}

const batchInput = {
  SecretIdList: z.array(secretId).min(1).max(20).optional(),
  Filters: z.array(z.unknown()).optional(),
};

/** BatchGetSecretValue by list: AWSCURRENT of each; failures are listed per secret, with HTTP 200. */
export function batchGetSecretValue(vault: SecretVault, access: SecretAccess): Operation {
  return defineOperation(batchInput, ({ SecretIdList: ids, Filters }, context) => {
    if (ids === undefined || Filters !== undefined) {
      throw new AwsError(
        'InvalidParameterException',
        'This local AWS offers BatchGetSecretValue by SecretIdList, not by Filters.',
      );
    }
    const results = ids.map((id) => readOrReport(id, context, { vault, access }));
    return {
      SecretValues: results.flatMap(({ value }) => value ?? []),
      Errors: results.flatMap(({ error }) => error ?? []),
    };
  });
}

interface Stores {
  readonly vault: SecretVault;
  readonly access: SecretAccess;
}

function readOrReport(
  id: string,
  context: CallContext,
  stores: Stores,
): { readonly value?: RawInput; readonly error?: RawInput } {
  try {
    return { value: readValue({ SecretId: id }, context, stores) };
  } catch (error) {
    if (!(error instanceof AwsError)) throw error;
    return { error: { SecretId: id, ErrorCode: error.code, Message: error.message } };
  }
}

function readValue(input: GetInput, context: CallContext, { vault, access }: Stores): RawInput {
  const found = vault.find(input.SecretId, scopeOf(context));
  const request = {
    caller: context.caller,
    action: 'secretsmanager:GetSecretValue',
    names: [input.SecretId, ...(found === undefined ? [] : [found.name, found.arn])],
  };
  access.check(request);
  const secret = vault.get(input.SecretId, scopeOf(context));
  if (secret.deletionDate !== undefined) throw markedForDeletion();
  const version = chooseVersion(secret, input);
  if (version?.payload === undefined) throw noValue(input);
  access.checkDecryption(request);
  return {
    ...secretNames(secret),
    VersionId: version.id,
    ...version.payload,
    VersionStages: [...version.stages],
    CreatedDate: epochSeconds(version.createdAt),
  };
}

function chooseVersion(secret: Secret, input: GetInput): SecretVersion | undefined {
  if (input.VersionId === undefined) return versionAt(secret, input.VersionStage ?? 'AWSCURRENT');
  const version = secret.versions.get(input.VersionId);
  if (version === undefined || input.VersionStage === undefined) return version;
  if (version.stages.has(input.VersionStage)) return version;
  throw new AwsError(
    'InvalidRequestException',
    'You provided a VersionStage that is not associated to the provided VersionId.',
  );
}

function noValue({ VersionId, VersionStage }: GetInput): AwsError {
  const asked =
    VersionId === undefined
      ? `staging label: ${VersionStage ?? 'AWSCURRENT'}`
      : `VersionId: ${VersionId}`;
  return new AwsError(
    'ResourceNotFoundException',
    `Secrets Manager can't find the specified secret value for ${asked}`,
  );
}
