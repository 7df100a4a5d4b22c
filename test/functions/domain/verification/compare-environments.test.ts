import { expect, it } from 'vitest';
import type { Credential } from '../../../../functions/domain/model/credential.ts';
import type { EnvironmentExpectation } from '../../../../functions/domain/model/expectation.ts';
import type { ParsedSecret } from '../../../../functions/domain/model/parsed-secret.ts';
import { Redacted } from '../../../../functions/domain/model/redacted.ts';
import { compareEnvironment } from '../../../../functions/domain/verification/compare-environments.ts';
import { ACCOUNTS } from '../accounts.ts';
import { TOKEN } from '../credential/samples.ts';
import { apiKey, authToken, expecting, oauthClient, parsed } from '../evidence-builder.ts';
import { DENIED } from '../twilio-replies.ts';
import { fakePorts } from './fake-ports.ts';

const { fingerprints } = fakePorts({}, () => DENIED);
const SHOUTED = `AC${ACCOUNTS.production.slice(2).toUpperCase()}`;
const OTHER_KEY: Credential = {
  kind: 'api-key',
  accountSid: ACCOUNTS.staging,
  apiKeySid: `SK${'4b'.repeat(14)}1c2d`,
  apiKeySecret: new Redacted(TOKEN),
};

function environment(name: string, shared: boolean): EnvironmentExpectation {
  return { ...expecting({ kind: 'api-key' }, { shared }), name };
}

function compare(
  own: Credential,
  held: ParsedSecret,
  shared: readonly [boolean, boolean] = [false, false],
) {
  return compareEnvironment(
    { expectation: environment('production', shared[0]), credential: own },
    { expectation: environment('staging', shared[1]), held },
    fingerprints,
  );
}

function holding(credential: Credential): ParsedSecret {
  const secret = { outcome: 'read', versionStage: 'AWSCURRENT', versionId: 'v-1' } as const;
  return { secret, parse: parsed(credential) };
}

it.each<readonly [string, Credential, Credential, readonly string[]]>([
  ['nothing', apiKey(), OTHER_KEY, []],
  ['all of an API key', apiKey(), apiKey(), ['account', 'key', 'secret value']],
  ['the key beside another account', apiKey(), apiKey(ACCOUNTS.staging), ['key', 'secret value']],
  ['the account, in upper case', apiKey(), authToken(SHOUTED), ['account']],
  ['all of an Auth Token', authToken(), authToken(), ['account', 'secret value']],
  ['a value in another role', authToken(), OTHER_KEY, ['secret value']],
  ['all of an OAuth client', oauthClient(), oauthClient(), ['key', 'secret value']],
  ['the account of an OAuth client', oauthClient(ACCOUNTS.production), authToken(), ['account']],
])('finds what two secrets have in common: %s', (...[, own, other, common]) => {
  expect(compare(own, holding(other))).toEqual({ name: 'staging', outcome: 'compared', common });
});

it.each([
  ['both', [true, true], 'shared'],
  ['only this one', [true, false], 'compared'],
  ['only the other one', [false, true], 'compared'],
  ['none', [false, false], 'compared'],
] as const)(
  'compares nothing only where both declare the account as shared: %s',
  (...[, shared, outcome]) => {
    expect(compare(apiKey(), holding(apiKey()), shared).outcome).toBe(outcome);
  },
);

it('compares environments that share two different accounts', () => {
  const other = environment('staging', true);
  const compared = compareEnvironment(
    { expectation: environment('production', true), credential: apiKey() },
    {
      expectation: { ...other, account: { ...other.account, sid: ACCOUNTS.staging } },
      held: holding(apiKey()),
    },
    fingerprints,
  );
  expect(compared.outcome).toBe('compared');
});

it('says why a secret could not be compared', () => {
  const failed = {
    outcome: 'failed',
    versionStage: 'AWSCURRENT',
    failure: 'kms-denied',
    message: '',
  } as const;
  expect(compare(apiKey(), { secret: failed })).toMatchObject({
    outcome: 'unreadable',
    reason: 'its secret could not be read: kms-denied',
  });
  expect(compare(apiKey(), { secret: holding(apiKey()).secret })).toMatchObject({
    outcome: 'unreadable',
    reason: 'its secret holds no well-formed credential',
  });
});
