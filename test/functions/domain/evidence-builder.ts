import type { Credential } from '../../../functions/domain/model/credential.ts';
import type { Evidence } from '../../../functions/domain/model/evidence.ts';
import type { EnvironmentExpectation } from '../../../functions/domain/model/expectation.ts';
import { Redacted } from '../../../functions/domain/model/redacted.ts';
import { ACCOUNTS } from './accounts.ts';
import {
  accountReply,
  DENIED,
  numbersPage,
  refusal,
  resource,
  TEST_PAIR,
} from './twilio-replies.ts';

export const KEY_SID = 'SK3c1f9ab27e5d40866bfa2c91d07e4b35';

/** Production as declared: an API key of its own account, owned by the parent. */
export const PRODUCTION: EnvironmentExpectation = {
  name: 'production',
  secret: { id: 'production/twilio/credentials' },
  account: { sid: ACCOUNTS.production, parentSid: ACCOUNTS.parent, type: 'Full', shared: false },
  credential: { kind: 'api-key' },
  twilioRegion: 'us1',
  mode: 'enforce',
  onInconclusive: 'block',
};

/** Production with other words about its account and credential. */
export function expecting(
  credential: EnvironmentExpectation['credential'],
  account: Partial<EnvironmentExpectation['account']> = {},
): EnvironmentExpectation {
  return { ...PRODUCTION, credential, account: { ...PRODUCTION.account, ...account } };
}

export function apiKey(accountSid: string = ACCOUNTS.production): Credential {
  const apiKeySecret = new Redacted('q7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQe');
  return { kind: 'api-key', accountSid, apiKeySid: KEY_SID, apiKeySecret };
}

export function authToken(accountSid: string = ACCOUNTS.production): Credential {
  const token = new Redacted('9f3c1ab27e5d40866bfa2c91d07e4b35');
  return { kind: 'auth-token', accountSid, authToken: token };
}

export function oauthClient(accountSid?: string): Credential {
  const clientSecret = new Redacted('kT4-vQ9_zB2xLm7RwYp0NcJd8HsGf3Ae');
  const clientId = 'OQ7RtY2mZ9Lk4XcVb1NwP8sHd6FgJ3aQeU';
  const account = accountSid === undefined ? {} : { accountSid };
  return { kind: 'oauth-client', clientId, clientSecret, ...account };
}

export function parsed(credential: Credential): NonNullable<Evidence['parse']> {
  return { outcome: 'parsed', credential, warnings: [] };
}

/** A Standard API key that works, read beside a good other, without auditor. */
export function keyEvidence(changes: Partial<Evidence> = {}): Evidence {
  return {
    expectation: expecting({ kind: 'api-key' }),
    secretRegion: 'eu-west-1',
    declared: [
      { name: 'development', accountSid: ACCOUNTS.development },
      { name: 'staging', accountSid: ACCOUNTS.staging },
      { name: 'production', accountSid: ACCOUNTS.production },
    ],
    secret: { outcome: 'read', versionStage: 'AWSCURRENT', versionId: 'v-1' },
    parse: parsed(apiKey()),
    otherEnvironments: [{ name: 'staging', outcome: 'compared', common: [] }],
    auditor: { state: 'not-configured' },
    probes: { 'phone-numbers': numbersPage(ACCOUNTS.production), 'own-account': DENIED },
    followUps: [],
    asOf: '2026-11-22T03:00:00.000Z',
    ...changes,
  };
}

/** An Auth Token that reads its active account. */
export function tokenEvidence(changes: Partial<Evidence> = {}): Evidence {
  return keyEvidence({
    expectation: expecting({ kind: 'auth-token' }),
    parse: parsed(authToken()),
    probes: { 'own-account': accountReply(ACCOUNTS.production) },
    ...changes,
  });
}

/** Twilio's documented answers to its magic numbers. */
export const MAGIC = {
  'a message': { ...resource({}), status: 201 },
  'a message to an invalid number': refusal(400, 21211),
  'a call': { ...resource({}), status: 201 },
  'a call to an invalid number': refusal(400, 21217),
};

/** Declared test credentials that Twilio knows as such. */
export function testPairEvidence(changes: Partial<Evidence> = {}): Evidence {
  return tokenEvidence({
    expectation: expecting({ kind: 'test' }),
    probes: { 'own-account': TEST_PAIR, magic: MAGIC },
    ...changes,
  });
}

/** A secret that could not be read, so that nothing else is known. */
export function unreadEvidence(changes: Partial<Evidence> = {}): Evidence {
  const { parse, ...unread } = keyEvidence({ otherEnvironments: [], probes: {} });
  const message = 'AWS says why';
  const secret = {
    outcome: 'failed',
    versionStage: 'AWSCURRENT',
    failure: 'not-found',
    message,
  } as const;
  return { ...unread, secret, ...changes };
}
