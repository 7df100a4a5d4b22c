import type {
  DescribeSecretCommandOutput,
  GetSecretValueCommandOutput,
} from '@aws-sdk/client-secrets-manager';
import type { SecretMetadata } from '../../domain/model/follow-up.ts';
import type { SecretReading, VersionStage } from '../../domain/model/ports.ts';
import { Redacted } from '../../domain/model/redacted.ts';
import { VERSION_STAGES } from '../../domain/model/version-stages.ts';
import { regionOf } from './region-of.ts';
import { failedReading } from './secret-failure.ts';

const NOT_AN_ANSWER = 'An answer that is not one of Secrets Manager';

/**
 * Judges a 200 of GetSecretValue. It counts as read only with a version id, the stage that was asked
 * for, and a value; anything less did not come from Secrets Manager, and is `unavailable`.
 *
 * SecretBinary that is not UTF-8 is `not-text`: it was read, and no retry will make it text.
 */
export function secretReading(
  answer: GetSecretValueCommandOutput,
  versionStage: VersionStage,
): SecretReading {
  const { VersionId: versionId, VersionStages: stages } = answer;
  if (typeof versionId !== 'string' || versionId === '') {
    return failedReading('unavailable', `${NOT_AN_ANSWER}: it names no version.`);
  }
  if (!(Array.isArray(stages) && stages.includes(versionStage))) {
    return failedReading('unavailable', `${NOT_AN_ANSWER}: its version is not ${versionStage}.`);
  }
  const text = textOf(answer);
  switch (text.outcome) {
    case 'text':
      return {
        outcome: 'read',
        versionId,
        versionStage,
        createdAt: timeOf(answer.CreatedDate),
        arn: typeof answer.ARN === 'string' ? answer.ARN : undefined,
        payload: text.payload,
      };
    case 'no-value':
      return failedReading('unavailable', `${NOT_AN_ANSWER}: it holds no value.`);
    case 'not-utf-8':
      return failedReading(
        'not-text',
        'The SecretBinary of this version is not UTF-8 text: store the credential as JSON text.',
      );
  }
}

/** Absent where the answer has none, or none that is a time. */
function timeOf(date: Date | undefined): string | undefined {
  return date instanceof Date && !Number.isNaN(date.getTime()) ? date.toISOString() : undefined;
}

type Text =
  | { readonly outcome: 'text'; readonly payload: Redacted<string> }
  | { readonly outcome: 'no-value' | 'not-utf-8' };

function textOf({ SecretString, SecretBinary }: GetSecretValueCommandOutput): Text {
  if (typeof SecretString === 'string') {
    return { outcome: 'text', payload: new Redacted(SecretString) };
  }
  if (!(SecretBinary instanceof Uint8Array)) {
    return { outcome: 'no-value' };
  }
  try {
    // A byte order mark is kept: the reader of the secret would meet it too.
    const decoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });
    return { outcome: 'text', payload: new Redacted(decoder.decode(SecretBinary)) };
  } catch {
    return { outcome: 'not-utf-8' };
  }
}

/** What an answer of DescribeSecret says of versions and rotation; undefined for a 200 that names no secret. */
export function secretMetadata(answer: DescribeSecretCommandOutput): SecretMetadata | undefined {
  if (typeof answer.ARN !== 'string') return undefined;
  return {
    regions: regionsIn(answer),
    stages: stagesOf(answer),
    rotationEnabled: answer.RotationEnabled === true,
    lastChangedAt: timeOf(answer.LastChangedDate),
    lastRotatedAt: timeOf(answer.LastRotatedDate),
    nextRotationAt: timeOf(answer.NextRotationDate),
    managedType: typeof answer.Type === 'string' ? answer.Type : undefined,
  };
}

/** In use: `InProgress` is not there yet, `Failed` never was. */
function regionsIn({
  ARN = '',
  PrimaryRegion,
  ReplicationStatus = [],
}: DescribeSecretCommandOutput): readonly string[] {
  const replicas = ReplicationStatus.filter(({ Status }) => Status === 'InSync');
  const regions = [regionOf(ARN), PrimaryRegion, ...replicas.map(({ Region }) => Region)];
  return [...new Set(regions.filter(isRegion))];
}

function isRegion(region: string | undefined): region is string {
  return typeof region === 'string' && /^[a-z]{2,5}(?:-[a-z]{2,10}){1,3}-\d{1,2}$/.test(region);
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
