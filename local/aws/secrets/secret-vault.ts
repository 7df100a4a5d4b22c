import { randomInt } from 'node:crypto';
import { AwsError } from '../wire/aws-error.ts';
import { endDueRotation } from './rotation.ts';
import type { Secret, SecretMetadata, SecretScope } from './secret.ts';

/** All secrets of all accounts and Regions. Secrets past their deletion date are gone. */
export interface SecretVault {
  /** By name, complete ARN, or ARN without its six last characters. */
  find(id: string, scope: SecretScope): Secret | undefined;
  /** @throws AwsError `ResourceNotFoundException` */
  get(id: string, scope: SecretScope): Secret;
  /** @throws AwsError as `get`, or `InvalidRequestException` when it is scheduled for deletion. */
  getLive(id: string, scope: SecretScope): Secret;
  /** The secrets of one account and Region, in the order of their creation. */
  all(scope: SecretScope): readonly Secret[];
  insert(name: string, metadata: SecretMetadata, scope: SecretScope): Secret;
  /** The same secret in another Region. */
  replicate(secret: Secret, region: string): void;
  erase(secret: Secret): void;
}

/** A staging label that a version of a secret got. */
export interface LabelUpdate {
  readonly secret: Secret;
  readonly label: string;
  readonly versionId: string;
}

/** Makes an empty vault; `now` decides when a scheduled deletion, or the end of a rotation, has come. */
export function createSecretVault(
  now: () => Date,
  onLabel: (update: LabelUpdate) => void,
): SecretVault {
  const secrets = new Set<Secret>();
  const present = (): readonly Secret[] =>
    [...secrets].filter(({ deletionDate }) => deletionDate === undefined || deletionDate > now());
  const find: SecretVault['find'] = (id, scope) => {
    const found = present().find((secret) => answersTo(secret, id, scope));
    if (found !== undefined) endDueRotation(found, now());
    return found;
  };
  const get: SecretVault['get'] = (id, scope) => {
    const secret = find(id, scope);
    if (secret !== undefined) return secret;
    throw new AwsError(
      'ResourceNotFoundException',
      "Secrets Manager can't find the specified secret.",
    );
  };
  return {
    find,
    get,
    getLive: (id, scope) => {
      const secret = get(id, scope);
      if (secret.deletionDate === undefined) return secret;
      throw markedForDeletion();
    },
    all: (scope) =>
      present().filter((s) => s.accountId === scope.accountId && s.region === scope.region),
    insert: (name, metadata, scope) => {
      const secret: Secret = {
        ...newSecret({ name, metadata, scope, at: now() }),
        onLabel: (label, versionId) => onLabel({ secret, label, versionId }),
      };
      secrets.add(secret);
      return secret;
    },
    replicate: (secret, region) => {
      const arn = secret.arn.replace(`:${secret.region}:`, `:${region}:`);
      // Versions and description are those of the primary secret, now and later.
      secrets.add({ ...secret, arn, region, onLabel: () => undefined });
    },
    erase: (secret) => {
      secrets.delete(secret);
    },
  };
}

/** The error of nearly every operation on a secret that is scheduled for deletion. */
export function markedForDeletion(): AwsError {
  return new AwsError(
    'InvalidRequestException',
    "You can't perform this operation on the secret because it was marked for deletion.",
  );
}

/** A name means the caller's own account; an ARN may name another one. Both stay in their Region. */
function answersTo(secret: Secret, id: string, scope: SecretScope): boolean {
  if (secret.region !== scope.region) return false;
  if (id.startsWith('arn:')) return secret.arn === id || secret.arn.slice(0, -7) === id;
  return secret.accountId === scope.accountId && secret.name === id;
}

interface NewSecret {
  readonly name: string;
  readonly metadata: SecretMetadata;
  readonly scope: SecretScope;
  readonly at: Date;
}

function newSecret({ name, metadata, scope, at }: NewSecret): Omit<Secret, 'onLabel'> {
  const { accountId, region } = scope;
  return {
    accountId,
    region,
    name,
    arn: `arn:aws:secretsmanager:${region}:${accountId}:secret:${name}-${arnSuffix()}`,
    metadata,
    versions: new Map(),
    createdAt: at,
    changedAt: at,
    replicas: new Map(),
  };
}

const SUFFIX_ALPHABET = 'ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789';

function arnSuffix(): string {
  return Array.from({ length: 6 }, () => SUFFIX_ALPHABET[randomInt(62)]).join('');
}
