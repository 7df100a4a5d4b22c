import type { Configuration } from '../configuration.ts';
import { type ConfigurationIssue, configurationIssue } from '../configuration-issue.ts';
import { accountContradictions } from './account-contradictions.ts';
import { alertContradictions } from './alert-contradictions.ts';
import { credentialContradictions } from './credential-contradictions.ts';
import { fleetContradictions } from './fleet-contradictions.ts';
import { resourceContradictions } from './resource-contradictions.ts';
import { secretContradictions, sharedSecrets } from './secret-contradictions.ts';
import { testCallContradictions } from './test-call-contradictions.ts';

/**
 * Everything that is wrong with settings taken together, each of which is well-formed by itself.
 * Empty for a configuration that can be met.
 */
export function findContradictions(configuration: Configuration): readonly ConfigurationIssue[] {
  const { environments, auditor, fleet } = configuration;
  const secrets = environments.map(({ name, secret }) => ({
    secret,
    path: ['environments', name, 'secret'],
  }));
  if (auditor !== undefined) secrets.push({ secret: auditor.secret, path: ['auditor', 'secret'] });
  if (fleet !== undefined) {
    secrets.push({ secret: fleet.template.secret, path: ['fleet', 'template', 'secret'] });
  }
  return [
    ...environments.flatMap((each) => [
      ...credentialContradictions(each, ['environments', each.name]),
      ...resourceContradictions(each),
      ...testCallContradictions(each),
    ]),
    ...secrets.flatMap(({ secret, path }) => [...secretContradictions(secret, path)]),
    ...accountContradictions(environments),
    ...sharedSecrets(environments),
    ...fleetContradictions(configuration),
    ...alertContradictions(configuration),
  ].map(configurationIssue);
}
