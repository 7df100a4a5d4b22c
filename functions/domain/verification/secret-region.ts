import type { SecretReference } from '../model/expectation.ts';

/** Where a secret lives: declared, or inside its ARN (`arn:aws:secretsmanager:REGION:…`), or the default. */
export function secretRegion(
  { id, region }: SecretReference,
  defaultRegion: string | undefined,
): string | undefined {
  const inArn = id.startsWith('arn:') ? id.split(':')[3] : undefined;
  return region ?? inArn ?? defaultRegion;
}
