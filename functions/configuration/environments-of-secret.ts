import type { Configuration, ConfiguredEnvironment, ConfiguredSecret } from './configuration.ts';

/** A secret as Secrets Manager names it in its events. */
export interface ChangedSecret {
  /** Without the six characters that end its ARN. */
  readonly name: string;
  readonly arn: string;
}

/**
 * The environments whose verification reads this secret: those that declare it, and all of them where it
 * is the auditor's. Empty for a secret that is not declared.
 *
 * A declared name is that of a secret in `homeRegion` unless it says another; a name never means a
 * secret of another AWS account.
 */
export function environmentsOfSecret(
  { environments, auditor }: Configuration,
  changed: ChangedSecret,
  homeRegion: string | undefined,
): readonly ConfiguredEnvironment[] {
  const isMeant = (secret: ConfiguredSecret): boolean => isSameSecret(secret, changed, homeRegion);
  if (auditor !== undefined && isMeant(auditor.secret)) return environments;
  return environments.filter(({ secret }) => isMeant(secret));
}

function isSameSecret(
  { id, region }: ConfiguredSecret,
  { name, arn }: ChangedSecret,
  homeRegion: string | undefined,
): boolean {
  if (id === arn) return true;
  // Secrets Manager takes an ARN without its last seven characters too.
  if (id.startsWith('arn:')) return id === arn.slice(0, -'-AbCdEf'.length);
  const declaredRegion = region ?? homeRegion;
  return id === name && (declaredRegion === undefined || declaredRegion === arn.split(':')[3]);
}
