import { sameSid } from '../credential/same-sid.ts';
import type { Credential } from '../model/credential.ts';
import type { AuthTokenParse } from '../model/credential-parse.ts';
import type { CommonPart, OtherEnvironment } from '../model/evidence.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { ParsedSecret } from '../model/parsed-secret.ts';
import type { Fingerprints } from '../model/ports.ts';
import type { Redacted } from '../model/redacted.ts';

export interface OtherSecret {
  readonly expectation: EnvironmentExpectation;
  readonly held: ParsedSecret;
}

/** What an environment's secret holds: its credential, and an Auth Token that may stand beside it. */
export interface OwnSecret {
  readonly expectation: EnvironmentExpectation;
  readonly credential: Credential;
  readonly authToken?: AuthTokenParse | undefined;
}

/**
 * Compares an environment's credential with another's. Values meet only as fingerprints, each with
 * each: an Auth Token for webhooks may be the other one's credential. Two environments that both
 * declare the same account as shared are not compared.
 */
export function compareEnvironment(
  own: OwnSecret,
  other: OtherSecret,
  fingerprints: Fingerprints,
): OtherEnvironment {
  const { name } = other.expectation;
  if (shareAnAccount(own.expectation, other.expectation)) return { name, outcome: 'shared' };
  const { secret, parse } = other.held;
  if (secret.outcome === 'failed') {
    return {
      name,
      outcome: 'unreadable',
      reason: `its secret could not be read: ${secret.failure}`,
    };
  }
  if (parse?.outcome !== 'parsed') {
    return { name, outcome: 'unreadable', reason: 'its secret holds no well-formed credential' };
  }
  const { authToken } = other.held;
  const theirs = { ...other, credential: parse.credential, authToken };
  return { name, outcome: 'compared', common: commonParts(own, theirs, fingerprints) };
}

function shareAnAccount(
  { account: own }: EnvironmentExpectation,
  { account: other }: EnvironmentExpectation,
): boolean {
  return own.shared && other.shared && own.sid === other.sid;
}

function commonParts(
  own: OwnSecret,
  other: OwnSecret,
  fingerprints: Fingerprints,
): readonly CommonPart[] {
  const common: CommonPart[] = [];
  if (same(own.credential.accountSid, other.credential.accountSid)) common.push('account');
  if (same(keyOf(own.credential), keyOf(other.credential))) common.push('key');
  const theirs = heldValues(other).map((value) => fingerprints.of(value));
  if (heldValues(own).some((value) => theirs.includes(fingerprints.of(value)))) {
    common.push('secret value');
  }
  return common;
}

function same(one: string | undefined, other: string | undefined): boolean {
  return one !== undefined && other !== undefined && sameSid(one, other);
}

function keyOf(credential: Credential): string | undefined {
  switch (credential.kind) {
    case 'api-key':
      return credential.apiKeySid;
    case 'oauth-client':
      return credential.clientId;
    case 'auth-token':
      return undefined;
  }
}

/** The secret values that must be in no other environment's secret. */
export function heldValues({
  credential,
  authToken,
}: Pick<OwnSecret, 'credential' | 'authToken'>): readonly Redacted<string>[] {
  const secret = secretOf(credential);
  return authToken?.outcome === 'parsed' ? [secret, authToken.value] : [secret];
}

function secretOf(credential: Credential): Redacted<string> {
  switch (credential.kind) {
    case 'api-key':
      return credential.apiKeySecret;
    case 'oauth-client':
      return credential.clientSecret;
    case 'auth-token':
      return credential.authToken;
  }
}
