import type { ConfiguredSecret } from '../../functions/configuration/configuration.ts';
import type { SecretPlace } from '../aws/secrets/secret-store.ts';

/** Where a declared secret is to be made. */
export interface DeclaredPlace extends SecretPlace {
  readonly name: string;
}

const ARN = /^arn:[^:]+:secretsmanager:([^:]+):(\d{12}):secret:(.+)$/;

/**
 * Reads name, Region and account off the way a secret is declared: an ARN says all three, and a role
 * to assume says the account.
 *
 * Throws for a complete ARN: Secrets Manager, the local one too, chooses its last six characters.
 */
export function secretPlace({ id, region, roleArn }: ConfiguredSecret): DeclaredPlace {
  const [, arnRegion, arnAccount, arnName] = ARN.exec(id) ?? [];
  if (arnName !== undefined && /-[A-Za-z0-9]{6}$/.test(arnName)) {
    throw new Error(`The example world cannot make a secret with a chosen complete ARN: ${id}`);
  }
  const accountId = arnAccount ?? roleArn?.split(':')[4];
  const secretRegion = region ?? arnRegion;
  return {
    name: arnName ?? id,
    ...(accountId !== undefined && { accountId }),
    ...(secretRegion !== undefined && { region: secretRegion }),
  };
}
