import type { ConfiguredEnvironment, ConfiguredSecret } from '../configuration.ts';
import type { IssueParts, SettingPath } from '../configuration-issue.ts';
import { regionOfArn } from '../schema/aws-rules.ts';
import { groupBy, joinNames } from './environment-groups.ts';

/** What is wrong with one secret's settings taken together; `path` is where it is declared. */
export function* secretContradictions(
  { id, region, kmsKeyArn = '', fields = {} }: ConfiguredSecret,
  path: SettingPath,
): Iterable<IssueParts> {
  const arnRegion = regionOfArn(id) ?? region;
  if (region !== undefined && region !== arnRegion) {
    yield {
      path: [...path, 'region'],
      problem: "differs from the Region in the secret's ARN",
      received: region,
      allowed: `${JSON.stringify(arnRegion)}, or absent`,
    };
  }
  // Secrets Manager encrypts with a key of the secret's own Region, a replica where it is multi-Region.
  if (region !== undefined && (regionOfArn(kmsKeyArn) ?? region) !== region) {
    yield {
      path: [...path, 'kmsKeyArn'],
      problem: 'is in another Region than the secret',
      received: kmsKeyArn,
      allowed: `a key in ${JSON.stringify(region)}`,
    };
  }
  const mapped = Object.entries(fields);
  for (const [index, [field, name]] of mapped.entries()) {
    const other = mapped.slice(0, index).findLast(([, earlier]) => earlier === name);
    if (other === undefined) continue;
    yield {
      path: [...path, 'fields', field],
      problem: `is mapped to the same name as ${other[0]}`,
      received: name,
      allowed: 'a name of its own for each field',
    };
  }
}

/**
 * One secret in several environments, unless they share one account and each says so. Secrets are
 * compared by id and Region as written: a name and an ARN of one secret differ here, and are found
 * by `environment.isolation` when their values are read.
 */
export function* sharedSecrets(
  environments: readonly ConfiguredEnvironment[],
): Iterable<IssueParts> {
  const groups = groupBy(environments, ({ secret }) => `${secret.region ?? ''} ${secret.id}`);
  for (const group of groups.values()) {
    const last = group.at(-1);
    if (last === undefined || group.length === 1 || shareOneAccount(group)) continue;
    yield {
      path: ['environments', last.name, 'secret', 'id'],
      problem: `is the secret of several environments (${joinNames(group)})`,
      received: last.secret.id,
      allowed:
        'one secret per environment, or one account in all of them, each with "shared": true',
    };
  }
}

function shareOneAccount(group: readonly ConfiguredEnvironment[]): boolean {
  const sids = new Set(group.map((each) => each.account.sid));
  return sids.size === 1 && group.every((each) => each.account.shared);
}
