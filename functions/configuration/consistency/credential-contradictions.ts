import type { ConfiguredEnvironment } from '../configuration.ts';
import type { IssueParts } from '../configuration-issue.ts';

/**
 * What one environment says of its credential that cannot be true: a key type or a label for something
 * that is no key, a Restricted key outside us1 (Twilio has them in us1 only), or webhooks signed with test
 * credentials. An Auth Token with `webhookAuthToken` is none: the one value is both.
 */
export function* credentialContradictions(
  environment: ConfiguredEnvironment,
): Iterable<IssueParts> {
  const { name, credential, twilioRegion, webhookAuthToken } = environment;
  const { kind } = credential;
  for (const [setting, what] of [
    ['keyType', 'a type'],
    ['labelPrefix', 'a label'],
  ] as const) {
    if (credential[setting] === undefined || kind === 'api-key') continue;
    yield {
      path: ['environments', name, 'credential', setting],
      problem: `only API keys have ${what}, and the declared kind is ${JSON.stringify(kind)}; remove ${setting}`,
      received: credential[setting],
      allowed: `${setting} with kind "api-key" only`,
    };
  }
  if (kind === 'api-key' && credential.keyType === 'restricted' && twilioRegion !== 'us1') {
    yield {
      path: ['environments', name, 'twilioRegion'],
      problem: 'Twilio has Restricted API keys in us1 only, and keyType is "restricted"',
      received: twilioRegion,
      allowed: '"us1" for Restricted keys',
    };
  }
  if (kind === 'test' && webhookAuthToken === true) {
    yield {
      path: ['environments', name, 'webhookAuthToken'],
      problem: 'test credentials receive no webhooks, and the declared kind is "test"',
      received: webhookAuthToken,
      allowed: 'false, or absent, with kind "test"',
    };
  }
}
