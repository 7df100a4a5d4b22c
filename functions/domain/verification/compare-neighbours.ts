import type { Credential } from '../credential/credential.ts';
import type { Redacted } from '../credential/redacted.ts';
import { sameSid } from '../credential/same-sid.ts';
import type { CommonPart, Neighbour } from '../evidence.ts';
import type { EnvironmentExpectation } from '../expectation.ts';
import type { Fingerprints } from '../ports.ts';
import type { HeldSecret } from './held-secret.ts';

export interface NeighbourSecret {
  readonly expectation: EnvironmentExpectation;
  readonly held: HeldSecret;
}

/**
 * Compares an environment's credential with another's. Values meet only as fingerprints. Two
 * environments that both declare the same account as shared are not compared.
 */
export function compareNeighbour(
  own: { readonly expectation: EnvironmentExpectation; readonly credential: Credential },
  other: NeighbourSecret,
  fingerprints: Fingerprints,
): Neighbour {
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
  const common = commonParts(own.credential, parse.credential, fingerprints);
  return { name, outcome: 'compared', common };
}

function shareAnAccount(
  { account: own }: EnvironmentExpectation,
  { account: other }: EnvironmentExpectation,
): boolean {
  return own.shared && other.shared && own.sid === other.sid;
}

function commonParts(
  own: Credential,
  other: Credential,
  fingerprints: Fingerprints,
): readonly CommonPart[] {
  const common: CommonPart[] = [];
  if (same(own.accountSid, other.accountSid)) common.push('account');
  if (same(keyOf(own), keyOf(other))) common.push('key');
  if (fingerprints.of(secretOf(own)) === fingerprints.of(secretOf(other))) {
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
