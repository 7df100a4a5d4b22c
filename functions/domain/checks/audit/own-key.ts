import { sameSid } from '../../credential/same-sid.ts';
import type { Facts } from '../../facts/facts.ts';
import { apiKeySidOf } from '../../facts/held-keys.ts';
import type { ListedKey } from '../../model/audit-evidence.ts';
import { type CheckResult, skipped } from '../../model/check-result.ts';
import { KIND_NAMES } from '../../model/credential.ts';
import type { Evidence } from '../../model/evidence.ts';

/** The key in the environment's secret, found in its account's list, or what to say instead. */
export type OwnKey =
  | { readonly outcome: 'listed'; readonly sid: string; readonly key: ListedKey }
  /** The list is complete, and it is not in it. */
  | { readonly outcome: 'absent'; readonly sid: string; readonly listedKeys: number }
  /** There is no key to look for, or no list to look in. */
  | { readonly outcome: 'open'; readonly result: CheckResult };

/** Looks the environment's own key up. A list that lacks its end or the key that asked proves no absence. */
export function ownKey({ evidence, keyListing: listing }: Facts): OwnKey {
  if (listing.outcome === 'not-asked') return { outcome: 'open', result: skipped(listing.reason) };
  const sid = apiKeySidOf(evidence.parse);
  if (sid === undefined) return { outcome: 'open', result: whyNoKey(evidence) };
  if (listing.outcome !== 'listed') return open(sid, `the keys are not known: ${listing.reason}`);
  const key = listing.keys.find((one) => sameSid(one.sid, sid));
  if (key !== undefined) return { outcome: 'listed', sid, key };
  if (listing.missing !== undefined) {
    return open(sid, `it is not among the keys that were listed, and ${listing.missing}`);
  }
  if (listing.askerSid !== undefined && sameSid(listing.askerSid, sid)) {
    return open(sid, 'it listed the keys itself, and the list does not have it');
  }
  return { outcome: 'absent', sid, listedKeys: listing.keys.length };
}

function whyNoKey({ secret, parse, expectation }: Evidence): CheckResult {
  if (secret.outcome === 'failed') {
    return {
      status: 'inconclusive',
      message: `the secret could not be read (${secret.failure}): its key is not known`,
    };
  }
  if (parse?.outcome !== 'parsed') {
    return { status: 'inconclusive', message: 'the secret holds no well-formed credential' };
  }
  const kind = expectation.credential.kind === 'test' ? 'test' : parse.credential.kind;
  return skipped(
    `the secret holds ${KIND_NAMES[kind]}, no API key: secret.age tells how old it is`,
  );
}

function open(sid: string, reason: string): OwnKey {
  return {
    outcome: 'open',
    result: {
      status: 'inconclusive',
      message: `${sid}: ${reason}`,
      about: { apiKeySid: sid },
    },
  };
}
