import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type RawInput } from '../wire/operation.ts';
import { page } from '../wire/page.ts';
import { text } from '../wire/validation.ts';
import { replicationMembers } from './replication-operations.ts';
import type { Rotation } from './rotation.ts';
import { epochSeconds, type Secret, type SecretVersion, secretNames } from './secret.ts';
import type { SecretAccess } from './secret-access.ts';
import { scopeOf, secretId } from './secret-inputs.ts';
import type { SecretVault } from './secret-vault.ts';
import { versionIdsToStages } from './version-stages.ts';

const describeInput = { SecretId: secretId };

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
    return {
      ...summary(secret),
      ...replicationMembers(secret),
      RotationEnabled: secret.rotation?.isEnabled,
      VersionIdsToStages: versionIdsToStages(secret),
    };
  });
}

const pageMembers = {
  MaxResults: z.number().int().min(1).max(100).default(100),
  NextToken: text(1, 4096).optional(),
};

const listInput = {
  IncludePlannedDeletion: z.boolean().default(false),
  Filters: z
    .array(z.strictObject({ Key: z.string(), Values: z.array(z.string()).max(10) }))
    .max(10)
    .default([]),
  SortOrder: z.enum(['asc', 'desc']).default('desc'),
  ...pageMembers,
};

/** ListSecrets, newest first, by the filters that this world has; says so of others. */
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

const versionsInput = {
  SecretId: secretId,
  IncludeDeprecated: z.boolean().default(false),
  ...pageMembers,
};

/** ListSecretVersionIds; versions without a label are deprecated and shown only when asked for. */
export function listSecretVersionIds(vault: SecretVault): Operation {
  return defineOperation(versionsInput, (input, context) => {
    const secret = vault.get(input.SecretId, scopeOf(context));
    const versions = [...secret.versions.values()].filter(
      ({ stages }) => input.IncludeDeprecated || stages.size > 0,
    );
    const { items, nextToken } = page(versions, input.MaxResults, input.NextToken);
    return {
      ...secretNames(secret),
      Versions: items.map(versionEntry),
      NextToken: nextToken,
    };
  });
}

function versionEntry({ id, stages, createdAt }: SecretVersion): RawInput {
  return { VersionId: id, VersionStages: [...stages], CreatedDate: epochSeconds(createdAt) };
}

function summary(secret: Secret): RawInput {
  const { deletionDate, rotation } = secret;
  return {
    ...secretNames(secret),
    ...secret.metadata,
    CreatedDate: epochSeconds(secret.createdAt),
    LastChangedDate: epochSeconds(secret.changedAt),
    DeletedDate: deletionDate && epochSeconds(deletionDate),
    ...(rotation && rotationMembers(rotation)),
  };
}

function rotationMembers(rotation: Rotation): RawInput {
  const { isEnabled, rules, metadata, roleArn, lastRotated } = rotation;
  const next = isEnabled ? nextRotation(rotation) : undefined;
  return {
    RotationEnabled: isEnabled,
    RotationRules: rules,
    ExternalSecretRotationMetadata: Object.entries(metadata).map(([Key, Value]) => ({
      Key,
      Value,
    })),
    ExternalSecretRotationRoleArn: roleArn,
    LastRotatedDate: lastRotated && epochSeconds(lastRotated),
    NextRotationDate: next && epochSeconds(next),
  };
}

/** By days or a rate; a cron expression is not computed here. */
function nextRotation({ rules, countedFrom }: Rotation): Date | undefined {
  const [, amount, unit] =
    /^rate\((\d+) (day|hour)s?\)$/.exec(rules.ScheduleExpression ?? '') ?? [];
  const hours = unit === 'hour' ? Number(amount) : Number(amount) * 24;
  const intervalHours = rules.AutomaticallyAfterDays ? rules.AutomaticallyAfterDays * 24 : hours;
  if (Number.isNaN(intervalHours)) return undefined;
  return new Date(countedFrom.getTime() + intervalHours * 3_600_000);
}

interface Filter {
  readonly Key: string;
  readonly Values: readonly string[];
}

/** What a filter looks through: by prefix, the description without regard to case, `all` by words. */
const FILTERED: Readonly<Record<string, (secret: Secret) => readonly (string | undefined)[]>> = {
  name: ({ name }) => [name],
  description: ({ metadata }) => [metadata.Description],
  'tag-key': ({ metadata: { Tags = [] } }) => Tags.map(({ Key }) => Key),
  'tag-value': ({ metadata: { Tags = [] } }) => Tags.map(({ Value }) => Value),
  all: ({ name, metadata: { Description, Tags = [] } }) =>
    [name, Description, ...Tags.flatMap(({ Key, Value }) => [Key, Value])].flatMap((each) =>
      each?.split(/[^A-Za-z0-9]+/),
    ),
};

/** https://docs.aws.amazon.com/secretsmanager/latest/userguide/manage_search-secret.html */
function passes(secret: Secret, { Key, Values }: Filter): boolean {
  const read = Object.hasOwn(FILTERED, Key) ? FILTERED[Key] : undefined;
  if (read === undefined) {
    throw new AwsError(
      'InvalidParameterException',
      `This local AWS filters secrets by ${Object.keys(FILTERED).join(', ')}, not by ${Key}.`,
    );
  }
  const isCaseless = Key === 'description' || Key === 'all';
  const inCase = (text: string): string => (isCaseless ? text.toLowerCase() : text);
  const found = read(secret).flatMap((text) => (text === undefined ? [] : [inCase(text)]));
  const has = (prefix: string): boolean => found.some((text) => text.startsWith(inCase(prefix)));
  const hasWords = (value: string): boolean =>
    Key === 'all' ? value.split(/\s+/).some(has) : has(value);
  return Values.some((value) =>
    value.startsWith('!') ? !hasWords(value.slice(1)) : hasWords(value),
  );
}
