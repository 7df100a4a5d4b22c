import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type RawInput } from '../wire/operation.ts';
import { page } from '../wire/page.ts';
import { text } from '../wire/validation.ts';
import { epochSeconds, type Secret, type SecretVersion } from './secret.ts';
import type { SecretAccess } from './secret-access.ts';
import { scopeOf, secretId } from './secret-inputs.ts';
import type { SecretVault } from './secret-vault.ts';
import { versionIdsToStages } from './version-stages.ts';

const describeInput = z.object({ SecretId: secretId });

/** DescribeSecret: also of a secret that is scheduled for deletion; refused as reading its value is. */
export function describeSecret(vault: SecretVault, access: SecretAccess): Operation {
  return defineOperation(describeInput, ({ SecretId }, context) => {
    const found = vault.find(SecretId, scopeOf(context));
    access.check({
      caller: context.caller,
      action: 'secretsmanager:DescribeSecret',
      names: [SecretId, ...(found === undefined ? [] : [found.name, found.arn])],
    });
    const secret = vault.get(SecretId, scopeOf(context));
    return { ...summary(secret), VersionIdsToStages: versionIdsToStages(secret) };
  });
}

const pageMembers = {
  MaxResults: z.number().int().min(1).max(100).default(100),
  NextToken: text(1, 4096).optional(),
};

const listInput = z.object({
  IncludePlannedDeletion: z.boolean().default(false),
  Filters: z
    .array(z.object({ Key: z.string(), Values: z.array(z.string()).max(10) }))
    .max(10)
    .default([]),
  SortOrder: z.enum(['asc', 'desc']).default('desc'),
  ...pageMembers,
});

/** ListSecrets, newest first; filters by `name` prefix only, and says so of other keys. */
export function listSecrets(vault: SecretVault): Operation {
  return defineOperation(listInput, (input, context) => {
    const shown = vault
      .all(scopeOf(context))
      .filter((secret) => input.IncludePlannedDeletion || secret.deletionDate === undefined)
      .filter((secret) => input.Filters.every((filter) => passes(secret, filter)));
    const ordered = input.SortOrder === 'asc' ? shown : shown.toReversed();
    const { items, nextToken } = page(ordered, input.MaxResults, input.NextToken);
    return {
      SecretList: items.map((secret) => ({
        ...summary(secret),
        SecretVersionsToStages: versionIdsToStages(secret),
      })),
      NextToken: nextToken,
    };
  });
}

const versionsInput = z.object({
  SecretId: secretId,
  IncludeDeprecated: z.boolean().default(false),
  ...pageMembers,
});

/** ListSecretVersionIds; versions without a label are deprecated and shown only when asked for. */
export function listSecretVersionIds(vault: SecretVault): Operation {
  return defineOperation(versionsInput, (input, context) => {
    const secret = vault.get(input.SecretId, scopeOf(context));
    const versions = [...secret.versions.values()].filter(
      ({ stages }) => input.IncludeDeprecated || stages.size > 0,
    );
    const { items, nextToken } = page(versions, input.MaxResults, input.NextToken);
    return {
      ARN: secret.arn,
      Name: secret.name,
      Versions: items.map(versionEntry),
      NextToken: nextToken,
    };
  });
}

function versionEntry({ id, stages, createdAt }: SecretVersion): RawInput {
  return { VersionId: id, VersionStages: [...stages], CreatedDate: epochSeconds(createdAt) };
}

function summary(secret: Secret): RawInput {
  const { deletionDate } = secret;
  return {
    ARN: secret.arn,
    Name: secret.name,
    ...secret.metadata,
    CreatedDate: epochSeconds(secret.createdAt),
    LastChangedDate: epochSeconds(secret.changedAt),
    DeletedDate: deletionDate && epochSeconds(deletionDate),
  };
}

interface Filter {
  readonly Key: string;
  readonly Values: readonly string[];
}

function passes(secret: Secret, { Key, Values }: Filter): boolean {
  if (Key !== 'name') {
    throw new AwsError(
      'InvalidParameterException',
      `This local AWS filters secrets by the key name only, not by ${Key}.`,
    );
  }
  return Values.some((value) =>
    value.startsWith('!') ? !secret.name.startsWith(value.slice(1)) : secret.name.startsWith(value),
  );
}
