import { sameSid } from '../../credential/same-sid.ts';
import { dayOf } from '../../facts/age-days.ts';
import type { HeldKey, KeyListing, ListedKey } from '../../model/audit-evidence.ts';
import { type CheckResult, type KeyFacts, pass, skipped } from '../../model/check-result.ts';
import type { Evidence } from '../../model/evidence.ts';
import { count } from '../../text/count.ts';
import type { Check } from '../check.ts';
import { holdersOf, keyFacts } from './key-facts.ts';

type Listed = Extract<KeyListing, { outcome: 'listed' }>;

/**
 * Every key of the account is held by a declared secret: any environment's, or the auditor's. One that
 * only the version before the current holds is left over from a rotation, or, where the current key is
 * gone, may be the only one that works. Never more than a warning: a key that is not declared may still
 * be in use.
 */
export const keyStray: Check<readonly CheckResult[]> = {
  id: 'key.stray',
  title: 'Every key of the account is held by a declared secret',
  tier: 'audit',
  judge: ({ evidence, keyListing: listing }) => {
    if (listing.outcome !== 'listed') return [whyUnlisted(listing)];
    const strays = listing.keys.flatMap((key) => judgeKey(key, listing, evidence));
    return [...strays, ...judgeRest(listing, strays.length === 0, evidence)];
  },
};

function whyUnlisted({ outcome, reason }: Exclude<KeyListing, Listed>): CheckResult {
  return outcome === 'failed'
    ? { status: 'inconclusive', message: `the keys are not known: ${reason}` }
    : skipped(reason);
}

function judgeKey(key: ListedKey, listing: Listed, evidence: Evidence): readonly CheckResult[] {
  const { held = [], unread = [] } = evidence.audit ?? {};
  const holders = holdersOf(key.sid, held);
  const about = keyFacts(key, evidence);
  if (holders.some(({ versionStage }) => versionStage !== 'AWSPREVIOUS')) return [];
  if (holders.length > 0) {
    const who = [...new Set(holders.map(({ holder }) => holder))].join(', ');
    const why = isCurrentGone(holders, held, listing)
      ? 'the current key is missing at Twilio: do not delete this one'
      : 'left over from a rotation';
    const message = `${describeKey(about)} is held only by the version before the current one (${who}): ${why}`;
    return [{ status: 'warn', message, about }];
  }
  if (unread.length > 0) {
    const message = `${describeKey(about)} is in no secret that could be read; not read: ${unread.join(', ')}`;
    return [{ status: 'inconclusive', message, about }];
  }
  return [{ status: 'warn', message: `${describeKey(about)} is in no declared secret`, about }];
}

/** Whether the complete list lacks the key of the current version of one of these holders' secrets. */
function isCurrentGone(
  holders: readonly HeldKey[],
  held: readonly HeldKey[],
  { keys, missing }: Listed,
): boolean {
  if (missing !== undefined) return false;
  const current = held.filter(
    ({ holder, versionStage }) =>
      versionStage === 'AWSCURRENT' && holders.some((one) => one.holder === holder),
  );
  return current.some(({ sid }) => !keys.some((key) => sameSid(key.sid, sid)));
}

function judgeRest(
  { keys, missing, asker }: Listed,
  isClean: boolean,
  { expectation }: Evidence,
): readonly CheckResult[] {
  if (missing !== undefined) {
    const message = `the list of keys is not complete (${count(keys.length, 'key')} seen): ${missing}`;
    return [{ status: 'inconclusive', message }];
  }
  if (!isClean) return [];
  return [
    pass(
      `${count(keys.length, 'key')} in ${expectation.account.sid}, as listed by ${asker}: each is held by a declared secret`,
    ),
  ];
}

function describeKey({ apiKeySid, label, createdAt, updatedAt }: KeyFacts): string {
  const name = label === undefined ? 'no label' : `"${label}"`;
  const created = createdAt === undefined ? 'no date' : `created ${dayOf(createdAt)}`;
  const isUpdated = updatedAt !== undefined && updatedAt !== createdAt;
  const updated = isUpdated ? [`updated ${dayOf(updatedAt)}`] : [];
  return `${apiKeySid} (${[name, created, ...updated].join(', ')})`;
}
