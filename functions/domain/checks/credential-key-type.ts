import { credentialProof } from '../facts/credential-proof.ts';
import { type ShownKeyType, shownKeyType } from '../facts/shown-key-type.ts';
import { type CheckResult, pass, skipped } from '../model/check-result.ts';
import type { KeyType } from '../model/credential.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Check } from './check.ts';

const SHOWN: Readonly<Record<Exclude<ShownKeyType, 'unknown'>, string>> = {
  main: 'a Main key: it reads its account',
  'not-main': 'no Main key: Twilio does not let it read its account',
  restricted: 'a Restricted key: Twilio says a permission is missing',
};

const DECLARED: Readonly<Record<KeyType, string>> = {
  main: 'a Main key',
  standard: 'a Standard key',
  restricted: 'a Restricted key',
};

/** The key is of the declared type. A Main key where less was declared is a fault, not a bonus. */
export const credentialKeyType: Check = {
  id: 'credential.key-type',
  title: 'The API key is of the declared type',
  tier: 'live',
  judge: (evidence: Evidence): CheckResult => {
    const { keyType } = evidence.expectation.credential;
    if (keyType === undefined) return skipped('the configuration declares no keyType');
    if (evidence.parse?.outcome !== 'parsed') return skipped('no API key was found');
    if (evidence.parse.credential.kind !== 'api-key') return skipped('it is not an API key');
    const shown = shownKeyType(evidence);
    const durationMs = evidence.probes['own-account']?.durationMs ?? 0;
    if (shown === 'unknown') return undecided(evidence);
    return { ...compare(keyType, shown), durationMs };
  },
};

function compare(declared: KeyType, shown: Exclude<ShownKeyType, 'unknown'>): CheckResult {
  const found = SHOWN[shown];
  if (declared === shown || (declared === 'standard' && shown === 'not-main'))
    return pass(`it is ${found}`);
  if (declared === 'restricted' && shown === 'not-main') {
    return skipped(
      'it is no Main key, but nothing tells a Restricted key from a Standard one here',
    );
  }
  const expected = DECLARED[declared];
  return { status: 'fail', message: `declared is ${expected}; it is ${found}`, expected, found };
}

function undecided(evidence: Evidence): CheckResult {
  switch (credentialProof(evidence).outcome) {
    case 'rejected':
    case 'test-credentials':
    case 'inactive':
    case 'other-account':
      return skipped('a key that Twilio refuses for this account shows no type');
    case 'proven':
    case 'undecided':
    case 'not-asked':
      return { status: 'inconclusive', message: 'Twilio did not show what the key may do' };
  }
}
