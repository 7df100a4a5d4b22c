import type { Configuration } from '../configuration.ts';
import type { ConfigurationIssue } from '../configuration-issue.ts';
import { findAccountContradictions } from './account-contradictions.ts';
import { findAlertContradictions } from './alert-contradictions.ts';
import { findCredentialContradictions } from './credential-contradictions.ts';
import { findSecretContradictions, findSharedSecrets } from './secret-contradictions.ts';

/**
 * Everything that is wrong with settings taken together, each of which is well-formed by itself.
 * Empty for a configuration that can be met.
 */
export function findContradictions(configuration: Configuration): readonly ConfigurationIssue[] {
  const { environments, auditor } = configuration;
  return [
    ...environments.flatMap(findCredentialContradictions),
    ...environments.flatMap(({ name, secret }) =>
      findSecretContradictions(secret, ['environments', name, 'secret']),
    ),
    ...(auditor === undefined
      ? []
      : findSecretContradictions(auditor.secret, ['auditor', 'secret'])),
    ...findAccountContradictions(environments),
    ...findSharedSecrets(environments),
    ...findAlertContradictions(configuration),
  ];
}
