import { sameSid } from '../../credential/same-sid.ts';
import { ageDays } from '../../facts/age-days.ts';
import { shownLabel } from '../../facts/shown-label.ts';
import type { AuditEvidence, HeldKey } from '../../model/audit-evidence.ts';
import type { ListedKey } from '../../model/listed-key.ts';
import type { AuditResult } from './audit-check.ts';

/** The part of a finding that tells about a key. */
export type KeyFacts = Omit<AuditResult, 'status' | 'message'>;

/** All that is known of a listed key: its age, label and dates, and whose secret holds it. */
export function keyFacts(key: ListedKey, { asOf, held }: AuditEvidence): KeyFacts {
  const { sid, label, createdAt, updatedAt } = key;
  const days = createdAt === undefined ? undefined : ageDays(createdAt, asOf);
  const heldBy = holdersOf(sid, held).map(describeHolder);
  return {
    apiKeySid: sid,
    ...(days === undefined ? {} : { ageDays: days }),
    ...(label === undefined ? {} : { label: shownLabel(label) }),
    ...(createdAt === undefined ? {} : { createdAt }),
    ...(updatedAt === undefined ? {} : { updatedAt }),
    ...(heldBy.length === 0 ? {} : { heldBy }),
  };
}

/** The secrets that hold a key. */
export function holdersOf(sid: string, held: readonly HeldKey[]): readonly HeldKey[] {
  return held.filter((one) => sameSid(one.sid, sid));
}

function describeHolder({ holder, versionStage }: HeldKey): string {
  return versionStage === 'AWSCURRENT' ? holder : `${holder} (${versionStage})`;
}
