import { AwsError } from '../wire/aws-error.ts';
import { checkPrimary } from './replication-operations.ts';
import type { Secret, SecretPayload, SecretVersion } from './secret.ts';
import { checkLabelQuota, moveStage } from './version-stages.ts';

/** A version to be written. */
export interface VersionWrite {
  /** ClientRequestToken: becomes the version's id. */
  readonly id: string;
  readonly payload: SecretPayload;
  readonly stages: readonly string[];
  readonly at: Date;
}

/**
 * Adds a version to a secret and moves the labels to it.
 *
 * Idempotent as PutSecretValue is: the same id with the same value changes nothing; an empty version
 * of that id is filled.
 *
 * @throws AwsError `ResourceExistsException` for the id of a version with another value, `LimitExceededException`
 *   beyond 20 labels, `InvalidRequestException` for a replica.
 */
export function writeVersion(secret: Secret, write: VersionWrite): SecretVersion {
  checkPrimary(secret);
  const existing = secret.versions.get(write.id);
  if (existing?.payload !== undefined) {
    if (isSame(existing.payload, write.payload)) return existing;
    throw new AwsError(
      'ResourceExistsException',
      `You can't use ClientRequestToken ${write.id} because that value is already in use for a version of secret ${secret.arn}.`,
    );
  }
  checkLabelQuota(secret, write.stages);
  const version: SecretVersion = existing ?? {
    id: write.id,
    stages: new Set<string>(),
    createdAt: write.at,
  };
  for (const stage of write.stages) moveStage(secret, stage, version);
  version.payload = write.payload;
  secret.versions.set(write.id, version);
  secret.changedAt = write.at;
  return version;
}

function isSame(left: SecretPayload, right: SecretPayload): boolean {
  return JSON.stringify(left) === JSON.stringify(right);
}

/** The value members of an input. */
export interface PayloadInput {
  readonly SecretString?: string | undefined;
  readonly SecretBinary?: string | undefined;
}

/**
 * The value given in an input, or undefined when there is none.
 *
 * @throws AwsError `InvalidParameterException` when both forms are given.
 */
export function payloadOf({ SecretString, SecretBinary }: PayloadInput): SecretPayload | undefined {
  if (SecretString !== undefined && SecretBinary !== undefined) {
    throw new AwsError(
      'InvalidParameterException',
      "You can't specify both a binary secret value and a string secret value in the same secret.",
    );
  }
  if (SecretString !== undefined) return { SecretString };
  return SecretBinary === undefined ? undefined : { SecretBinary };
}
