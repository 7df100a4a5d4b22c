import { randomUUID } from 'node:crypto';
import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation } from '../wire/operation.ts';
import { text } from '../wire/validation.ts';
import type { Secret } from './secret.ts';
import {
  descriptionMembers,
  scopeOf,
  secretId,
  valueMembers,
  versionStage,
} from './secret-inputs.ts';
import type { SecretVault } from './secret-vault.ts';
import { payloadOf, writeVersion } from './write-version.ts';

const CURRENT = ['AWSCURRENT'] as const;

const createInput = z.object({
  Name: text(1, 512),
  Tags: z.array(z.object({ Key: text(1, 128), Value: text(0, 256) })).optional(),
  ...descriptionMembers,
  ...valueMembers,
});

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
    const payload = payloadOf(input);
    const id = input.ClientRequestToken ?? randomUUID();
    const existing = vault.find(Name, scopeOf(context));
    if (existing !== undefined) checkRepeated(existing, id);
    const metadata = { Tags, Description, KmsKeyId, Type };
    const secret = existing ?? vault.insert(Name, metadata, scopeOf(context));
    if (payload === undefined) return named(secret);
    const version = writeVersion(secret, { id, payload, stages: CURRENT, at: context.now });
    return { ...named(secret), VersionId: version.id };
  });
}

const putInput = z.object({
  SecretId: secretId,
  VersionStages: z.array(versionStage).min(1).max(20).optional(),
  ...valueMembers,
});

/** PutSecretValue: a new version, labelled AWSCURRENT unless VersionStages says otherwise. */
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
    const version = writeVersion(secret, {
      id: input.ClientRequestToken ?? randomUUID(),
      payload,
      stages: input.VersionStages ?? CURRENT,
      at: context.now,
    });
    return { ...named(secret), VersionId: version.id, VersionStages: [...version.stages] };
  });
}

const updateInput = z.object({ SecretId: secretId, ...descriptionMembers, ...valueMembers });

/** UpdateSecret: metadata, and with a value also a new version labelled AWSCURRENT. */
export function updateSecret(vault: SecretVault): Operation {
  return defineOperation(updateInput, (input, context) => {
    const { Description, KmsKeyId, Type } = input;
    const secret = vault.getLive(input.SecretId, scopeOf(context));
    const payload = payloadOf(input);
    const id = input.ClientRequestToken ?? randomUUID();
    const version =
      payload && writeVersion(secret, { id, payload, stages: CURRENT, at: context.now });
    if (Description !== undefined) secret.metadata.Description = Description;
    if (KmsKeyId !== undefined) secret.metadata.KmsKeyId = KmsKeyId;
    if (Type !== undefined) secret.metadata.Type = Type;
    secret.changedAt = context.now;
    return version === undefined ? named(secret) : { ...named(secret), VersionId: version.id };
  });
}

function named({ arn, name }: Secret): { readonly ARN: string; readonly Name: string } {
  return { ARN: arn, Name: name };
}

function checkName(name: string): void {
  if (/^[A-Za-z0-9/_+=.@!-]+$/.test(name)) return;
  throw new AwsError(
    'ValidationException',
    'Invalid name. Must be a valid name containing alphanumeric characters, or any of the following: -/_+=.@!',
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
