import type { CredentialProof } from '../facts/credential-proof.ts';
import type { Facts } from '../facts/facts.ts';
import { policyOf, type ShownKeyType } from '../facts/key-type.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import type { KeyType } from '../model/credential.ts';
import type { Check } from './check.ts';

const SHOWN: Readonly<Record<Exclude<ShownKeyType, 'unknown'>, string>> = {
  main: 'a Main key',
  'not-main': 'a Standard or Restricted key',
  restricted: 'a Restricted key',
};

const DECLARED: Readonly<Record<KeyType, string>> = {
  main: 'a Main key',
  standard: 'a Standard key',
  restricted: 'a Restricted key',
};

/** Twilio documents no other key that reads its account; some Restricted ones are said to. */
const MAIN_OR_RESTRICTED = 'one that reads its account, as a Main key does';

/** The key is of the declared type. A Main key where less was declared is a fault too. */
export const credentialKeyType: Check = {
  id: 'credential.key-type',
  title: 'The API key is of the declared type',
  tier: 'live',
  judge: (facts: Facts): CheckResult => {
    const { evidence, proof, keyType, answers } = facts;
    const { keyType: declared } = evidence.expectation.credential;
    if (declared === undefined) return skipped('the configuration declares no keyType');
    if (evidence.parse?.outcome !== 'parsed') return skipped('no API key was found');
    if (evidence.parse.credential.kind !== 'api-key') return skipped('it is not an API key');
    if (keyType === 'unknown') return undecided(proof);
    return {
      ...compare(declared, keyType, isOpenType(facts) ? MAIN_OR_RESTRICTED : SHOWN[keyType]),
      durationMs: answers['own-account']?.by.durationMs,
    };
  },
};

/** A key that is declared as Restricted reads its account, and Twilio did not say whether it has a policy. */
export function isOpenType({ evidence, keyType }: Facts): boolean {
  const { keyType: declared } = evidence.expectation.credential;
  return declared === 'restricted' && keyType === 'main' && !policyOf(evidence.followUps);
}

function compare(
  declared: KeyType,
  shown: Exclude<ShownKeyType, 'unknown'>,
  found: string,
): CheckResult {
  if (declared === shown || (declared === 'standard' && shown === 'not-main'))
    return pass(`it is ${found}`);
  if (declared === 'restricted' && shown === 'not-main') {
    return skipped(`it is ${found}: Twilio answers both alike here`);
  }
  const expected = DECLARED[declared];
  return { status: 'fail', message: `expected ${expected}, found ${found}`, expected, found };
}

function undecided({ outcome }: CredentialProof): CheckResult {
  switch (outcome) {
    case 'rejected':
    case 'test-credentials':
    case 'inactive':
    case 'other-account':
      return skipped('a key that Twilio refuses for this account shows no type');
    case 'proven':
    case 'unnamed-account':
    case 'request-refused':
    case 'undecided':
    case 'not-asked':
      return { status: 'inconclusive', message: 'Twilio did not show what the key may do' };
  }
}
