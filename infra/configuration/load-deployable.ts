import type { Stack } from 'aws-cdk-lib';
import { formatConfigurationIssues } from '../../functions/configuration/configuration-issue.ts';
import { unreadableForeignSecrets } from './foreign-secrets.ts';
import {
  ConfigurationFileError,
  type LoadedConfiguration,
  loadConfiguration,
} from './load-configuration.ts';

/**
 * The configuration of a function in `stack`: valid, and such that a function in that account can read
 * its secrets. Throws {@link ConfigurationFileError}.
 */
export function loadDeployable(configFile: string, stack: Stack): LoadedConfiguration {
  const loaded = loadConfiguration(configFile);
  const issues = unreadableForeignSecrets(loaded.configuration, stack.account);
  if (issues.length === 0) return loaded;
  throw new ConfigurationFileError(`${loaded.file}: ${formatConfigurationIssues(issues)}`);
}
