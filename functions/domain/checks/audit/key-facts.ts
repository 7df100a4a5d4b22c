import { quote } from '../../credential/quote.ts';
import { sameSid } from '../../credential/same-sid.ts';
import { ageDays } from '../../facts/age-days.ts';
import type { HeldKey, ListedKey } from '../../model/audit-evidence.ts';
import type { KeyFacts } from '../../model/check-result.ts';
import type { Evidence } from '../../model/evidence.ts';

/** All that is known of a listed key: its age, label and dates, and whose secret holds it. */
export function keyFacts(key: ListedKey, { asOf, audit }: Evidence): KeyFacts {
  const { sid, label, createdAt, updatedAt } = key;
  const days = createdAt === undefined ? undefined : ageDays(createdAt, asOf);
  const heldBy = holdersOf(sid, audit?.held ?? []).map(describeHolder);
  return {
    apiKeySid: sid,
    ...(days === undefined ? {} : { ageDays: days }),
    ...(label === undefined ? {} : { label: quote(label) }),
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
