import { Arn, ArnFormat, Token } from 'aws-cdk-lib';
import type {
  Configuration,
  ConfiguredSecret,
} from '../../functions/configuration/configuration.ts';
import {
  type ConfigurationIssue,
  configurationIssue,
  type SettingPath,
} from '../../functions/configuration/configuration-issue.ts';
import { declaredSecrets } from '../../functions/configuration/declared-secrets.ts';

/**
 * What is missing to read secrets of other AWS accounts than `account`; nothing can be said where the
 * account is known at deploy only. Without it the function would deploy and then be denied.
 *
 * That is the customer managed key, since AWS's own key `aws/secretsmanager` opens nothing to other
 * accounts; or a role to assume in that account.
 *
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/auth-and-access_examples_cross.html
 */
export function unreadableForeignSecrets(
  configuration: Configuration,
  account: string,
): readonly ConfigurationIssue[] {
  if (Token.isUnresolved(account)) return [];
  return declaredSecrets(configuration)
    .filter(([, secret]) => secret.roleArn === undefined && isForeign(secret, account))
    .flatMap(([path, secret]) => missing(path, secret));
}

function isForeign({ id }: ConfiguredSecret, account: string): boolean {
  return id.startsWith('arn:') && Arn.split(id, ArnFormat.COLON_RESOURCE_NAME).account !== account;
}

function missing(
  path: SettingPath,
  { kmsKeyArn }: ConfiguredSecret,
): readonly ConfigurationIssue[] {
  if (kmsKeyArn !== undefined) return [];
  return [
    configurationIssue({
      path: [...path, 'kmsKeyArn'],
      problem:
        "is missing, and the secret is in another AWS account: AWS's own key cannot be used from there",
      allowed: 'the ARN of the customer managed key that encrypts it, or a roleArn to assume',
    }),
  ];
}
