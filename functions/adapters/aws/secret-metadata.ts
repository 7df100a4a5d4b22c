import type { DescribeSecretCommandOutput } from '@aws-sdk/client-secrets-manager';
import type { SecretMetadata } from '../../domain/model/follow-up.ts';
import type { VersionStage } from '../../domain/model/ports.ts';
import { VERSION_STAGES } from '../../domain/model/version-stages.ts';

/** What a DescribeSecret tells about versions and rotation; undefined for a 200 that names no secret. */
export function secretMetadata(answer: DescribeSecretCommandOutput): SecretMetadata | undefined {
  if (typeof answer.ARN !== 'string') return undefined;
  const { LastChangedDate: changed, LastRotatedDate: rotated, Type: managedType } = answer;
  const { NextRotationDate: next } = answer;
  return {
    stages: stagesOf(answer),
    rotationEnabled: answer.RotationEnabled === true,
    ...(changed instanceof Date && { lastChangedAt: changed.toISOString() }),
    ...(rotated instanceof Date && { lastRotatedAt: rotated.toISOString() }),
    ...(next instanceof Date && { nextRotationAt: next.toISOString() }),
    ...(typeof managedType === 'string' && { managedType }),
  };
}

function stagesOf({ VersionIdsToStages }: DescribeSecretCommandOutput): SecretMetadata['stages'] {
  const stages: Partial<Record<VersionStage, string>> = {};
  for (const [versionId, names] of Object.entries(VersionIdsToStages ?? {})) {
    for (const stage of VERSION_STAGES) {
      if (names.includes(stage)) stages[stage] = versionId;
    }
  }
  return stages;
}
