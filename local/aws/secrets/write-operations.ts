import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation } from '../wire/operation.ts';
import { text } from '../wire/validation.ts';
import { MANAGED_TYPES } from './rotation.ts';
import { type Secret, secretNames } from './secret.ts';
import {
  descriptionMembers,
  scopeOf,
  secretId,
  tagList,
  valueMembers,
  versionStage,
} from './secret-inputs.ts';
import type { SecretVault } from './secret-vault.ts';
import { payloadOf, writeVersion } from './write-version.ts';

const CURRENT = ['AWSCURRENT'] as const;

const createInput = {
  Name: text(1, 512),
  Tags: tagList.optional(),
  ...descriptionMembers,
  ...valueMembers,
};

/**
 * CreateSecret, with or without a first value.
 *
 * Repeating a call with its ClientRequestToken and value is no error; another value, or a name
 * already taken, is a `ResourceExistsException`.
 */
export function createSecret(vault: SecretVault): Operation {
  return defineOperation(createInput, (input, context) => {
    const { Name, Tags, Description, KmsKeyId, Type } = input;
    checkName(Name);
    checkType(Type);
    const payload = payloadOf(input);
    const id = input.ClientRequestToken ?? randomUUID();
    const existing = vault.find(Name, scopeOf(context));
    if (existing !== undefined) checkRepeated(existing, id);
    const metadata = { Tags, Description, KmsKeyId, Type };
    const secret = existing ?? vault.insert(Name, metadata, scopeOf(context));
    if (payload === undefined) return secretNames(secret);
    const version = writeVersion(secret, { id, payload, stages: CURRENT, at: context.now });
    return { ...secretNames(secret), VersionId: version.id };
  });
}

const putInput = {
  SecretId: secretId,
  VersionStages: z.array(versionStage).min(1).max(20).optional(),
  ...valueMembers,
};

/**
 * PutSecretValue: a new version, labelled AWSCURRENT unless VersionStages says otherwise. The first
 * version of a secret gets AWSCURRENT in any case.
 */
export function putSecretValue(vault: SecretVault): Operation {
  return defineOperation(putInput, (input, context) => {
    const secret = vault.getLive(input.SecretId, scopeOf(context));
    const payload = payloadOf(input);
    if (payload === undefined) {
      throw new AwsError(
        'InvalidRequestException',
        'You must provide either SecretString or SecretBinary.',
      );
    }
    const isFirst = secret.versions.size === 0;
    const version = writeVersion(secret, {
      id: input.ClientRequestToken ?? randomUUID(),
      payload,
      stages: [...(input.VersionStages ?? CURRENT), ...(isFirst ? CURRENT : [])],
      at: context.now,
    });
    return { ...secretNames(secret), VersionId: version.id, VersionStages: [...version.stages] };
  });
}

const updateInput = { SecretId: secretId, ...descriptionMembers, ...valueMembers };

/** UpdateSecret: metadata, and with a value also a new version labelled AWSCURRENT. */
export function updateSecret(vault: SecretVault): Operation {
  return defineOperation(updateInput, (input, context) => {
    const { Description, KmsKeyId, Type } = input;
    checkType(Type);
    const secret = vault.getLive(input.SecretId, scopeOf(context));
    const payload = payloadOf(input);
    const id = input.ClientRequestToken ?? randomUUID();
    const version =
      payload && writeVersion(secret, { id, payload, stages: CURRENT, at: context.now });
    if (Description !== undefined) secret.metadata.Description = Description;
    if (KmsKeyId !== undefined) secret.metadata.KmsKeyId = KmsKeyId;
    if (Type !== undefined) secret.metadata.Type = Type;
    secret.changedAt = context.now;
    return version === undefined
      ? secretNames(secret)
      : { ...secretNames(secret), VersionId: version.id };
  });
}

function checkName(name: string): void {
  if (/^[A-Za-z0-9/_+=.@!-]+$/.test(name)) return;
  throw new AwsError(
    'ValidationException',
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
  );
}

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/mes-partners.html */
function checkType(type: string | undefined): void {
  if (type === undefined || MANAGED_TYPES.some((known) => known === type)) return;
  throw new AwsError(
    'InvalidParameterException',
    `Type is ${type}; this local AWS has the managed secrets ${MANAGED_TYPES.join(', ')}.`,
  );
}

function checkRepeated(existing: Secret, token: string): void {
  if (existing.deletionDate !== undefined) {
    throw new AwsError(
      'InvalidRequestException',
      "You can't create this secret because a secret with this name is already scheduled for deletion.",
    );
  }
  if (existing.versions.has(token)) return;
  throw new AwsError(
    'ResourceExistsException',
    `The operation failed because the secret ${existing.name} already exists.`,
  );
}
