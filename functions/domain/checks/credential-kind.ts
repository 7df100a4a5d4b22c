import type { Facts } from '../facts/facts.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import { type HeldKind, KIND_NAMES } from '../model/credential.ts';
import type { CredentialParse } from '../model/credential-parse.ts';
import type { Check } from './check.ts';

/**
 * The kind is the declared one. Test credentials look like an Auth Token: only Twilio's 20008 tells
 * them apart, so a declared test pair that Twilio serves as live is a fault here.
 */
export const credentialKind: Check = {
  id: 'credential.kind',
  title: 'The credential is of the declared kind',
  tier: 'offline',
  judge: ({ evidence, proof, answers }: Facts): CheckResult => {
    const held = evidence.parse === undefined ? undefined : heldKind(evidence.parse);
    if (held === undefined) return skipped('no credential was found');
    const { kind } = evidence.expectation.credential;
    const wanted: HeldKind = kind === 'test' ? 'auth-token' : kind;
    if (held !== wanted) return mismatch(KIND_NAMES[kind], KIND_NAMES[held]);
    if (kind === 'test' && proof.outcome === 'proven') {
      return mismatch(KIND_NAMES.test, 'a live Auth Token');
    }
    if (kind === 'auth-token' && answers['own-account']?.meaning === 'test-credentials') {
      return mismatch(KIND_NAMES['auth-token'], KIND_NAMES.test);
    }
    return pass(`it is ${KIND_NAMES[kind]}, as declared`);
  },
};

function heldKind(parse: CredentialParse): HeldKind | undefined {
  switch (parse.outcome) {
    case 'parsed':
      return parse.credential.kind;
    case 'malformed':
      return parse.kind;
    case 'missing-fields':
    case 'not-json':
      return undefined;
  }
}

function mismatch(expected: string, found: string): CheckResult {
  return {
    status: 'fail',
    message: `the configuration declares ${expected}, the secret holds ${found}`,
    expected,
    found,
  };
}
