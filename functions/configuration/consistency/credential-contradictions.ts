import { otherAccountIn } from '../../domain/credential/probe-address.ts';
import type { CredentialKind, KeyType } from '../../domain/model/credential.ts';
import type { TwilioRegion } from '../../domain/model/expectation.ts';
import type { ConfiguredEnvironment, ConfiguredFleet } from '../configuration.ts';
import type { IssueParts, SettingPath } from '../configuration-issue.ts';

/** Kind, type of key, what Twilio has in us1 only, how the file says it. */
const IN_US1_ONLY = [
  ['api-key', 'restricted', 'Restricted API keys', 'keyType is "restricted"'],
  ['oauth-client', undefined, 'OAuth clients', 'the declared kind is "oauth-client"'],
] as const;

/** An environment, or the template of a fleet, whose accounts differ. */
type Declared = Omit<ConfiguredFleet['template'], 'account'> & {
  readonly account?: Pick<ConfiguredEnvironment['account'], 'sid'> | undefined;
};

/**
 * What one environment says of its credential that cannot be true: a key type or a label for something
 * that is no key, a Restricted key or OAuth client outside us1 (Twilio has them in us1 only), or what test
 * credentials do not have: webhooks, resources, API keys. An Auth Token with `webhookAuthToken` is none: the one value is both.
 */
export function* credentialContradictions(
  declared: Declared,
  path: SettingPath,
): Iterable<IssueParts> {
  const { credential, twilioRegion } = declared;
  const { kind } = credential;
  for (const [setting, what] of [
    ['keyType', 'a type'],
    ['labelPrefix', 'a label'],
  ] as const) {
    if (credential[setting] === undefined || kind === 'api-key') continue;
    yield {
      path: [...path, 'credential', setting],
      problem: `only API keys have ${what}, and the declared kind is ${JSON.stringify(kind)}; remove ${setting}`,
      received: credential[setting],
      allowed: `${setting} with kind "api-key" only`,
    };
  }
  const onlyUs1 = IN_US1_ONLY.find(([one, type]) => one === kind && type === credential.keyType);
  if (onlyUs1 !== undefined && twilioRegion !== 'us1') {
    const [, , what, said] = onlyUs1;
    yield {
      path: [...path, 'twilioRegion'],
      problem: `Twilio has ${what} in us1 only, and ${said}`,
      received: twilioRegion,
      allowed: `"us1" for ${what}`,
    };
  }
  yield* probeContradictions(declared, path);
  if (kind === 'test') yield* testContradictions(declared, path);
}

/** A probe that would never be asked, or that Twilio refuses to every key of the account. */
function* probeContradictions(
  { account, credential: { kind, keyType }, probe, twilioRegion }: Declared,
  path: SettingPath,
): Iterable<IssueParts> {
  if (probe === undefined) return;
  const other = otherAccountIn(probe, account?.sid ?? '');
  if (other !== undefined) {
    yield { path: [...path, 'probe'], received: probe, ...namesOther(other, account?.sid) };
    return;
  }
  if (kind === 'api-key' && keyType === 'restricted') return;
  const isUntyped = kind === 'api-key' && keyType === undefined;
  if (isUntyped && twilioRegion === 'us1') return;
  yield {
    path: [...path, 'probe'],
    problem: `only Restricted keys are verified by a probe, and ${whyNoProbe(kind, keyType, twilioRegion)}; remove probe`,
    received: probe,
    allowed: 'probe with kind "api-key" and keyType "restricted" or none, in us1',
  };
}

function namesOther(
  other: string,
  sid: string | undefined,
): Pick<IssueParts, 'problem' | 'allowed'> {
  return {
    problem: `it names account ${other}, and Twilio refuses keys of ${sid ?? 'every other account'} there`,
    allowed: `${sid === undefined ? 'an address' : `an address of account ${sid}, or one`} that names no account`,
  };
}

function whyNoProbe(
  kind: CredentialKind,
  keyType: KeyType | undefined,
  twilioRegion: TwilioRegion,
): string {
  if (kind !== 'api-key') return `the declared kind is ${JSON.stringify(kind)}`;
  return keyType === undefined
    ? `twilioRegion is ${JSON.stringify(twilioRegion)}, which has none`
    : `keyType is ${JSON.stringify(keyType)}`;
}

function* testContradictions(
  { secret, resources, webhookAuthToken }: Declared,
  path: SettingPath,
): Iterable<IssueParts> {
  for (const field of ['apiKeySid', 'apiKeySecret'] as const) {
    const received = secret.fields?.[field];
    if (received === undefined) continue;
    yield {
      path: [...path, 'secret', 'fields', field],
      problem: 'test credentials have no API keys, and the declared kind is "test"',
      received,
      allowed: 'accountSid and authToken with kind "test"',
    };
  }
  if (resources !== undefined) {
    yield {
      path: [...path, 'resources'],
      problem: 'test credentials read no resources, and the declared kind is "test"',
      received: resources,
      allowed: 'no resources with kind "test"',
    };
  }
  if (webhookAuthToken === true) {
    yield {
      path: [...path, 'webhookAuthToken'],
      problem: 'test credentials receive no webhooks, and the declared kind is "test"',
      received: webhookAuthToken,
      allowed: 'false, or absent, with kind "test"',
    };
  }
}
