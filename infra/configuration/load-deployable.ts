import { Annotations, type Stack } from 'aws-cdk-lib';
import type { Configuration } from '../../functions/configuration/configuration.ts';
import { formatConfigurationIssues } from '../../functions/configuration/configuration-issue.ts';
import { doubtfulArns } from '../../functions/configuration/declared-secrets.ts';
import { unreadableForeignSecrets } from './foreign-secrets.ts';
import {
  ConfigurationFileError,
  type LoadedConfiguration,
  loadConfiguration,
} from './load-configuration.ts';

/**
 * The configuration of a function in `stack`: valid, and such that a function in that account can read
 * its secrets. Throws {@link ConfigurationFileError}; warns of an ARN that may not be complete.
 */
export function loadDeployable(configFile: string, stack: Stack): LoadedConfiguration {
  const loaded = loadConfiguration(configFile);
  const issues = unreadableForeignSecrets(loaded.configuration, stack.account);
  if (issues.length === 0) {
    warnOfPartialArns(loaded.configuration, stack);
    return loaded;
  }
  throw new ConfigurationFileError(`${loaded.file}: ${formatConfigurationIssues(issues)}`);
}

/** Once for a stack and a secret, however many functions read it: the CDK drops repeated warnings. */
function warnOfPartialArns(configuration: Configuration, stack: Stack): void {
  for (const { path, id } of doubtfulArns(configuration)) {
    Annotations.of(stack).addWarningV2(
      `twilio-preflight:partialArn:${path}`,
      `${path} is taken as the complete ARN of a secret, but it ends in "${id.slice(-6)}". If this is the end of the name, give the name or the complete ARN: Secrets Manager would find the secret, and IAM and the watch rule would not. twilio-preflight doctor prints the complete one.`,
    );
  }
}
