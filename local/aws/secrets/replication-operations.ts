import { z } from 'zod';
import { AwsError } from '../wire/aws-error.ts';
import { defineOperation, type Operation, type RawInput } from '../wire/operation.ts';
import { text } from '../wire/validation.ts';
import type { Secret } from './secret.ts';
import { scopeOf, secretId } from './secret-inputs.ts';
import type { SecretVault } from './secret-vault.ts';

const regionName = text(1, 128);

const replicateInput = {
  SecretId: secretId,
  AddReplicaRegions: z.array(z.strictObject({ Region: regionName })).min(1),
};

/** ReplicateSecretToRegions: in sync at once, or failed where there is a secret of that name. */
export function replicateSecretToRegions(vault: SecretVault): Operation {
  return defineOperation(replicateInput, ({ SecretId, AddReplicaRegions: added }, context) => {
    const secret = vault.getLive(SecretId, scopeOf(context));
    checkPrimary(secret);
    if (added.some(({ Region }) => Region === secret.region || secret.replicas.has(Region))) {
      throw new AwsError('InvalidParameterException', 'Invalid replica region.');
    }
    secret.primaryRegion = secret.region;
    for (const { Region } of added) {
      const isTaken = vault.find(secret.name, { ...secret, region: Region }) !== undefined;
      secret.replicas.set(Region, isTaken ? 'Failed' : 'InSync');
      if (!isTaken) vault.replicate(secret, Region);
    }
    return { ARN: secret.arn, ReplicationStatus: statusOf(secret) };
  });
}

/** RemoveRegionsFromReplication: the replicas there are gone. */
export function removeRegionsFromReplication(vault: SecretVault): Operation {
  const members = { SecretId: secretId, RemoveReplicaRegions: z.array(regionName).min(1) };
  return defineOperation(members, ({ SecretId, RemoveReplicaRegions: removed }, context) => {
    const secret = vault.getLive(SecretId, scopeOf(context));
    checkPrimary(secret);
    for (const region of removed) {
      const replica = vault.find(secret.name, { ...secret, region });
      if (secret.replicas.get(region) === 'InSync' && replica !== undefined) vault.erase(replica);
      secret.replicas.delete(region);
    }
    return { ARN: secret.arn, ReplicationStatus: statusOf(secret) };
  });
}

/** What a description says of replicas; nothing of a secret that was never replicated. */
export function replicationMembers(secret: Secret): RawInput {
  const { primaryRegion } = secret;
  if (primaryRegion === undefined) return {};
  return { PrimaryRegion: primaryRegion, ReplicationStatus: statusOf(secret) };
}

function statusOf({ replicas }: Secret): readonly RawInput[] {
  return [...replicas].map(([Region, Status]) => ({ Region, Status }));
}

/** Throws `InvalidRequestException` for a replica: it is read only. */
export function checkPrimary({ primaryRegion, region }: Secret): void {
  if (primaryRegion === undefined || primaryRegion === region) return;
  throw new AwsError(
    'InvalidRequestException',
    "Operation not permitted on a replica secret. Call must be made in primary secret's region.",
  );
}
