import { otherAccountIn } from '../../domain/credential/probe-address.ts';
import type { ConfiguredEnvironment } from '../configuration.ts';
import type { IssueParts } from '../configuration-issue.ts';

/** Kind, type of key, what Twilio has in us1 only, how the file says it. */
const IN_US1_ONLY = [
  ['api-key', 'restricted', 'Restricted API keys', 'keyType is "restricted"'],
  ['oauth-client', undefined, 'OAuth clients', 'the declared kind is "oauth-client"'],
] as const;

/**
 * What one environment says of its credential that cannot be true: a key type or a label for something
 * that is no key, a Restricted key or OAuth client outside us1 (Twilio has them in us1 only), or what test
 * credentials do not have: webhooks, resources, API keys. An Auth Token with `webhookAuthToken` is none: the one value is both.
 */
export function* credentialContradictions(
  environment: ConfiguredEnvironment,
): Iterable<IssueParts> {
  const { name, credential, twilioRegion } = environment;
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
  const onlyUs1 = IN_US1_ONLY.find(([one, type]) => one === kind && type === credential.keyType);
  if (onlyUs1 !== undefined && twilioRegion !== 'us1') {
    const [, , what, declared] = onlyUs1;
    yield {
      path: ['environments', name, 'twilioRegion'],
      problem: `Twilio has ${what} in us1 only, and ${declared}`,
      received: twilioRegion,
      allowed: `"us1" for ${what}`,
    };
  }
  yield* probeContradictions(environment);
  if (kind === 'test') yield* testContradictions(environment);
}

/** A probe that would never be asked, or that Twilio refuses to every key of the account. */
function* probeContradictions({
  name,
  account,
  credential: { kind, keyType },
  probe,
  twilioRegion,
}: ConfiguredEnvironment): Iterable<IssueParts> {
  if (probe === undefined) return;
  const other = otherAccountIn(probe, account.sid);
  if (other !== undefined) {
    yield {
      path: ['environments', name, 'probe'],
      problem: `it names account ${other}, and Twilio refuses keys of ${account.sid} there`,
      received: probe,
      allowed: `an address of account ${account.sid}, or one that names no account`,
    };
    return;
  }
  if (kind === 'api-key' && keyType === 'restricted') return;
  const isUntyped = kind === 'api-key' && keyType === undefined;
  if (isUntyped && twilioRegion === 'us1') return;
  const type = isUntyped
    ? `twilioRegion is ${JSON.stringify(twilioRegion)}, which has none`
    : undefined;
  const declared =
    type ??
    (kind === 'api-key'
      ? `keyType is ${JSON.stringify(keyType)}`
      : `the declared kind is ${JSON.stringify(kind)}`);
  yield {
    path: ['environments', name, 'probe'],
    problem: `only Restricted keys are verified by a probe, and ${declared}; remove probe`,
    received: probe,
    allowed: 'probe with kind "api-key" and keyType "restricted" or none, in us1',
  };
}

function* testContradictions({
  name,
  secret,
  resources,
  webhookAuthToken,
}: ConfiguredEnvironment): Iterable<IssueParts> {
  for (const field of ['apiKeySid', 'apiKeySecret'] as const) {
    const received = secret.fields?.[field];
    if (received === undefined) continue;
    yield {
      path: ['environments', name, 'secret', 'fields', field],
      problem: 'test credentials have no API keys, and the declared kind is "test"',
      received,
      allowed: 'accountSid and authToken with kind "test"',
    };
  }
  if (resources !== undefined) {
    yield {
      path: ['environments', name, 'resources'],
      problem: 'test credentials read no resources, and the declared kind is "test"',
      received: resources,
      allowed: 'no resources with kind "test"',
    };
  }
  if (webhookAuthToken === true) {
    yield {
      path: ['environments', name, 'webhookAuthToken'],
      problem: 'test credentials receive no webhooks, and the declared kind is "test"',
      received: webhookAuthToken,
      allowed: 'false, or absent, with kind "test"',
    };
  }
}
