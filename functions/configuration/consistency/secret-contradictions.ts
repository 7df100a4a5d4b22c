import type { ConfiguredEnvironment, ConfiguredSecret } from '../configuration.ts';
import {
  type ConfigurationIssue,
  configurationIssue,
  type SettingPath,
} from '../configuration-issue.ts';
import { regionOfArn } from '../schema/aws-rules.ts';

import { groupBy, joinNames } from './environment-groups.ts';

/** What is wrong with one secret's settings taken together; `path` is where the secret stands. */
export function findSecretContradictions(
  secret: ConfiguredSecret,
  path: SettingPath,
): readonly ConfigurationIssue[] {
  const arnRegion = regionOfArn(secret.id);
  const region =
    arnRegion !== undefined && secret.region !== undefined && arnRegion !== secret.region
      ? [describeRegion(path, secret.region, arnRegion)]
      : [];
  return [...region, ...findForeignKey(secret, path), ...findFieldsMappedTwice(secret, path)];
}

/**
 * One secret in several environments, unless they share one account and each says so. Secrets are
 * compared by id and Region as written: a name and an ARN of one secret are told apart here, and found
 * by `environment.isolation` when their values are read.
 */
export function findSharedSecrets(
  environments: readonly ConfiguredEnvironment[],
): readonly ConfigurationIssue[] {
  const groups = groupBy(environments, ({ secret }) => `${secret.region ?? ''} ${secret.id}`);
  return [...groups.values()].flatMap((group) => {
    const last = group.at(-1);
    if (last === undefined || group.length === 1 || shareOneAccount(group)) return [];
    return [
      configurationIssue({
        path: ['environments', last.name, 'secret', 'id'],
        problem: `is the secret of several environments (${joinNames(group)})`,
        received: last.secret.id,
        allowed:
          'one secret per environment, or one account in all of them, each with "shared": true',
      }),
    ];
  });
}

function shareOneAccount(group: readonly ConfiguredEnvironment[]): boolean {
  const sids = new Set(group.map((each) => each.account.sid));
  return sids.size === 1 && group.every((each) => each.account.shared);
}

function describeRegion(path: SettingPath, region: string, arnRegion: string): ConfigurationIssue {
  return configurationIssue({
    path: [...path, 'region'],
    problem: `differs from the Region in the secret's ARN`,
    received: region,
    allowed: `${JSON.stringify(arnRegion)}, or absent`,
  });
}

/** Secrets Manager encrypts with a key of the secret's own Region, a replica where it is multi-Region. */
function findForeignKey(
  { kmsKeyArn, region }: ConfiguredSecret,
  path: SettingPath,
): readonly ConfigurationIssue[] {
  const keyRegion = kmsKeyArn === undefined ? undefined : regionOfArn(kmsKeyArn);
  if (keyRegion === undefined || region === undefined || keyRegion === region) return [];
  return [
    configurationIssue({
      path: [...path, 'kmsKeyArn'],
      problem: 'is in another Region than the secret',
      received: kmsKeyArn,
      allowed: `a key in ${JSON.stringify(region)}`,
    }),
  ];
}

function findFieldsMappedTwice(
  secret: ConfiguredSecret,
  path: SettingPath,
): readonly ConfigurationIssue[] {
  const takenBy = new Map<string, string>();
  const issues: ConfigurationIssue[] = [];
  for (const [field, name] of Object.entries(secret.fields ?? {})) {
    const other = takenBy.get(name);
    takenBy.set(name, field);
    if (other === undefined) continue;
    issues.push(
      configurationIssue({
        path: [...path, 'fields', field],
        problem: `is mapped to the same name as ${other}`,
        received: name,
        allowed: 'a name of its own for each field',
      }),
    );
  }
  return issues;
}
