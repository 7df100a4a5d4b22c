import { AwsError } from '../wire/aws-error.ts';
import type { Secret, SecretVersion } from './secret.ts';

/** AWS's quota of staging labels over all versions of one secret. */
const MAX_LABELS = 20;

/** The version that carries a staging label; a label is on one version at most. */
export function versionAt(secret: Secret, stage: string): SecretVersion | undefined {
  return [...secret.versions.values()].find(({ stages }) => stages.has(stage));
}

/**
 * Puts a staging label on a version and takes it off the one that had it. Moving AWSCURRENT puts
 * AWSPREVIOUS on the version it leaves, as Secrets Manager does.
 */
export function moveStage(secret: Secret, stage: string, version: SecretVersion): void {
  const holder = versionAt(secret, stage);
  if (holder === version) return;
  holder?.stages.delete(stage);
  version.stages.add(stage);
  if (stage !== 'AWSPENDING' && stage !== 'AWSPREVIOUS') secret.onLabel(stage, version.id);
  if (stage === 'AWSCURRENT' && holder !== undefined) moveStage(secret, 'AWSPREVIOUS', holder);
}

/**
 * Holds a secret to AWS's quota of labels before new ones are attached.
 *
 * @throws AwsError `LimitExceededException` beyond 20 labels over all versions.
 */
export function checkLabelQuota(secret: Secret, added: readonly string[]): void {
  const attached = [...secret.versions.values()].flatMap(({ stages }) => [...stages]);
  if (new Set([...attached, ...added]).size <= MAX_LABELS) return;
  throw new AwsError(
    'LimitExceededException',
    `You can't attach more than ${MAX_LABELS} staging labels to the versions of a secret.`,
  );
}

/** `VersionIdsToStages` as DescribeSecret and ListSecrets give it: labelled versions only. */
export function versionIdsToStages(secret: Secret): Readonly<Record<string, readonly string[]>> {
  return Object.fromEntries(
    [...secret.versions.values()]
      .filter(({ stages }) => stages.size > 0)
      .map(({ id, stages }) => [id, [...stages]]),
  );
}
