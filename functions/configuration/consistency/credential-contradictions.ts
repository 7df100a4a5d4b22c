import type { ConfiguredEnvironment } from '../configuration.ts';
import { type ConfigurationIssue, configurationIssue } from '../configuration-issue.ts';

/**
 * What one environment says of its credential that cannot be true: a key type or a label for something
 * that is no key, a Restricted key outside us1 (Twilio has them in us1 only), or webhooks signed with test
 * credentials. An Auth Token with `webhookAuthToken` is none: the one value is both.
 */
export function findCredentialContradictions(
  environment: ConfiguredEnvironment,
): readonly ConfigurationIssue[] {
  return [
    ...findKeyTypeContradiction(environment),
    ...findLabelOfNoKey(environment),
    ...findUnsignedWebhooks(environment),
  ];
}

function findLabelOfNoKey({
  name,
  credential: { kind, labelPrefix },
}: ConfiguredEnvironment): readonly ConfigurationIssue[] {
  if (labelPrefix === undefined || kind === 'api-key') return [];
  return [
    configurationIssue({
      path: ['environments', name, 'credential', 'labelPrefix'],
      problem: `only API keys have a label, and the declared kind is ${JSON.stringify(kind)}; remove labelPrefix`,
      received: labelPrefix,
      allowed: 'labelPrefix with kind "api-key" only',
    }),
  ];
}

function findUnsignedWebhooks({
  name,
  credential,
  webhookAuthToken,
}: ConfiguredEnvironment): readonly ConfigurationIssue[] {
  if (credential.kind !== 'test' || webhookAuthToken !== true) return [];
  return [
    configurationIssue({
      path: ['environments', name, 'webhookAuthToken'],
      problem: 'test credentials receive no webhooks, and the declared kind is "test"',
      received: webhookAuthToken,
      allowed: 'false, or absent, with kind "test"',
    }),
  ];
}

function findKeyTypeContradiction(
  environment: ConfiguredEnvironment,
): readonly ConfigurationIssue[] {
  const { kind, keyType } = environment.credential;
  if (keyType === undefined) return [];
  if (kind !== 'api-key') {
    return [
      configurationIssue({
        path: ['environments', environment.name, 'credential', 'keyType'],
        problem: `only API keys have a type, and the declared kind is ${JSON.stringify(kind)}; remove keyType`,
        received: keyType,
        allowed: 'keyType with kind "api-key" only',
      }),
    ];
  }
  if (keyType !== 'restricted' || environment.twilioRegion === 'us1') return [];
  return [
    configurationIssue({
      path: ['environments', environment.name, 'twilioRegion'],
      problem: 'Twilio has Restricted API keys in us1 only, and keyType is "restricted"',
      received: environment.twilioRegion,
      allowed: '"us1" for Restricted keys',
    }),
  ];
}
