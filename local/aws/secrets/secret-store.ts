import { randomUUID } from 'node:crypto';
import type { CallContext, Operation, RawInput, Service } from '../wire/operation.ts';
import type { PartnerRotation } from './rotation.ts';
import type { SecretPayload, SecretScope } from './secret.ts';
import type { SecretAccess } from './secret-access.ts';
import type { SecretVault } from './secret-vault.ts';
import { moveStage, versionIdsToStages } from './version-stages.ts';

/** Where a seeded secret lives; the world's own account and Region unless given. */
export type SecretPlace = Partial<SecretScope>;

/** A value for a secret: a string becomes SecretString, bytes SecretBinary. */
export type SecretValue = string | Uint8Array;

/** A secret that exists. */
export interface SeededSecret {
  readonly arn: string;
  readonly versionId: string;
}

/** A secret to be made; the value becomes AWSCURRENT. `type` as in `TwilioApiKey`. */
export interface SecretSeed extends SecretPlace {
  readonly name: string;
  readonly value: SecretValue;
  readonly type?: string;
}

/** A version to be added to a secret; `stages` default to AWSCURRENT. */
export interface VersionSeed extends SecretPlace {
  /** Name or ARN. */
  readonly id: string;
  readonly value: SecretValue;
  readonly stages?: readonly string[];
}

/**
 * The secrets of the world from within: what a test or a guided run arranges without the wire.
 *
 * Values pass the same limits as on the wire; an `AwsError` is thrown where AWS would answer one.
 * There is no way to read a value here: that is what GetSecretValue is for.
 */
export interface SecretStore {
  create(seed: SecretSeed): SeededSecret;
  put(seed: VersionSeed): SeededSecret;
  /** A version with a label and no value, as RotateSecret leaves one. */
  putEmptyVersion(secret: SecretPlace & { readonly id: string; readonly stage?: string }): string;
  /** Schedules the deletion in 30 days. */
  scheduleDeletion(id: string, place?: SecretPlace): void;
  /** Replicates a secret, of the world's own Region, to another. */
  replicate(id: string, region: string): void;
  /** Version ids with their labels, or undefined when there is no such secret. */
  stages(id: string, place?: SecretPlace): Readonly<Record<string, readonly string[]>> | undefined;
  /** What RotateSecret asks for a new value; until then every rotation fails. */
  setPartner(partner: PartnerRotation): void;
  /** Refuses reading, until `allow`. */
  readonly access: Pick<SecretAccess, 'deny' | 'requireRole' | 'allow'>;
}

/** What the face needs of the world behind it. */
export interface SecretStoreParts {
  readonly service: Service<Operation>;
  readonly vault: SecretVault;
  readonly access: SecretAccess;
  readonly setPartner: SecretStore['setPartner'];
  /** A call of the world's owner, in the given account and Region. */
  contextAt(place: SecretPlace): CallContext;
}

/** Makes the face over the same operations that serve the wire. */
export function createSecretStore(parts: SecretStoreParts): SecretStore {
  const { vault, access } = parts;
  const scopeAt = (place: SecretPlace): SecretScope => {
    const { caller, region } = parts.contextAt(place);
    return { accountId: caller.accountId, region };
  };
  return {
    access,
    setPartner: parts.setPartner,
    create: (seed) => {
      const input = { Name: seed.name, ...payload(seed.value), Type: seed.type };
      return run(parts, 'CreateSecret', { input, place: seed });
    },
    put: (seed) => {
      const input = { SecretId: seed.id, ...payload(seed.value), VersionStages: seed.stages };
      return run(parts, 'PutSecretValue', { input, place: seed });
    },
    putEmptyVersion: ({ id, stage = 'AWSPENDING', ...place }) => {
      const secret = vault.getLive(id, scopeAt(place));
      const createdAt = parts.contextAt(place).now;
      const version = { id: randomUUID(), stages: new Set<string>(), createdAt };
      secret.versions.set(version.id, version);
      moveStage(secret, stage, version);
      return version.id;
    },
    scheduleDeletion: (id, place = {}) => {
      run(parts, 'DeleteSecret', { input: { SecretId: id }, place });
    },
    replicate: (id, region) => {
      const input = { SecretId: id, AddReplicaRegions: [{ Region: region }] };
      run(parts, 'ReplicateSecretToRegions', { input, place: {} });
    },
    stages: (id, place = {}) => {
      const secret = vault.find(id, scopeAt(place));
      return secret && versionIdsToStages(secret);
    },
  };
}

function run(
  { service, contextAt }: SecretStoreParts,
  operation: string,
  { input, place }: { readonly input: RawInput; readonly place: SecretPlace },
): SeededSecret {
  const output = service.operations.get(operation)?.(input, contextAt(place));
  return { arn: String(output?.['ARN']), versionId: String(output?.['VersionId']) };
}

function payload(value: SecretValue): SecretPayload {
  return typeof value === 'string'
    ? { SecretString: value }
    : { SecretBinary: Buffer.from(value).toString('base64') };
}
