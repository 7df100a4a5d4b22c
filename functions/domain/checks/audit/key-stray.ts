import { dayOf } from '../../facts/age-days.ts';
import type { AuditEvidence, KeyListing } from '../../model/audit-evidence.ts';
import type { ListedKey } from '../../model/listed-key.ts';
import { count } from '../../text/count.ts';
import type { AuditCheck, AuditResult } from './audit-check.ts';
import { holdersOf, type KeyFacts, keyFacts } from './key-facts.ts';

type Listed = Extract<KeyListing, { outcome: 'listed' }>;

/**
 * Every key of the account is held by a declared secret: any environment's, or the auditor's. One that
 * only the version before the current holds is left over from a rotation. Never more than a warning: a
 * key that nobody declared may still be somebody's.
 */
export const keyStray: AuditCheck = {
  id: 'key.stray',
  title: 'Every key of the account is held by a declared secret',
  judge: (evidence) => {
    const { listing } = evidence;
    if (listing.outcome !== 'listed') return [whyUnlisted(listing)];
    const strays = listing.keys.flatMap((key) => judgeKey(key, evidence));
    return [...strays, ...judgeRest(listing, strays.length === 0, evidence)];
  },
};

function whyUnlisted({ outcome, reason }: Exclude<KeyListing, Listed>): AuditResult {
  return outcome === 'none'
    ? { status: 'skipped', message: reason }
    : { status: 'inconclusive', message: `the keys are not known: ${reason}` };
}

function judgeKey(key: ListedKey, evidence: AuditEvidence): readonly AuditResult[] {
  const holders = holdersOf(key.sid, evidence.held);
  const facts = keyFacts(key, evidence);
  if (holders.some(({ versionStage }) => versionStage !== 'AWSPREVIOUS')) return [];
  if (holders.length > 0) {
    const who = [...new Set(holders.map(({ holder }) => holder))].join(', ');
    const message = `${describeKey(facts)} is held only by the version before the current one (${who}): left over from a rotation`;
    return [{ status: 'warn', message, ...facts }];
  }
  if (evidence.unread.length > 0) {
    const message = `${describeKey(facts)} is in no secret that could be read; not read: ${evidence.unread.join(', ')}`;
    return [{ status: 'inconclusive', message, ...facts }];
  }
  return [{ status: 'warn', message: `${describeKey(facts)} is in no declared secret`, ...facts }];
}

function judgeRest(
  { keys, missing, asker }: Listed,
  isClean: boolean,
  { expectation }: AuditEvidence,
): readonly AuditResult[] {
  if (missing !== undefined) {
    const message = `the list of keys is not complete (${count(keys.length, 'key')} seen): ${missing}`;
    return [{ status: 'inconclusive', message }];
  }
  if (!isClean) return [];
  const message = `${count(keys.length, 'key')} in ${expectation.account.sid}, as listed by ${asker}: each is held by a declared secret`;
  return [{ status: 'pass', message }];
}

function describeKey({ apiKeySid, label, createdAt, updatedAt }: KeyFacts): string {
  const name = label === undefined ? 'no label' : `"${label}"`;
  const created = createdAt === undefined ? 'no date' : `created ${dayOf(createdAt)}`;
  const isUpdated = updatedAt !== undefined && updatedAt !== createdAt;
  const updated = isUpdated ? [`updated ${dayOf(updatedAt)}`] : [];
  return `${apiKeySid} (${[name, created, ...updated].join(', ')})`;
}
