import { answerMeaning } from '../facts/answer-meaning.ts';
import { credentialProof } from '../facts/credential-proof.ts';
import { KIND_NAMES } from '../facts/kind-names.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import type { HeldKind } from '../model/credential.ts';
import type { CredentialParse } from '../model/credential-parse.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Check } from './check.ts';

/**
 * The kind is the declared one. Test credentials look like an Auth Token: only Twilio's 20008 tells
 * them apart, so a declared test pair that Twilio serves as live is a fault here.
 */
export const credentialKind: Check = {
  id: 'credential.kind',
  title: 'The credential is of the declared kind',
  tier: 'offline',
  judge: (evidence: Evidence): CheckResult => {
    const held = evidence.parse === undefined ? undefined : heldKind(evidence.parse);
    if (held === undefined) return skipped('no credential was found');
    const { kind } = evidence.expectation.credential;
    const wanted: HeldKind = kind === 'test' ? 'auth-token' : kind;
    if (held !== wanted) return mismatch(KIND_NAMES[kind], KIND_NAMES[held]);
    if (kind === 'test' && credentialProof(evidence).outcome === 'proven') {
      return mismatch(KIND_NAMES.test, 'a live Auth Token');
    }
    if (kind === 'auth-token' && isTestPair(evidence)) {
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

function isTestPair(evidence: Evidence): boolean {
  const own = evidence.probes['own-account'];
  return own !== undefined && answerMeaning(own) === 'test-credentials';
}

function mismatch(expected: string, found: string): CheckResult {
  return {
    status: 'fail',
    message: `the configuration declares ${expected}, the secret holds ${found}`,
    expected,
    found,
  };
}
