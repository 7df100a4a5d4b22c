import { sameSid } from '../../credential/same-sid.ts';
import { ageDays } from '../../facts/age-days.ts';
import type { HeldKey, ListedKey } from '../../model/audit-evidence.ts';
import type { KeyFacts } from '../../model/check-result.ts';
import type { Evidence } from '../../model/evidence.ts';
import { plainLine } from '../../text/plain-line.ts';

const HIDDEN = '[not shown: it looks like a secret]';
const SECRET_LENGTH = 32;

/** All that is known of a listed key: its age, label and dates, and whose secret holds it. */
export function keyFacts(key: ListedKey, { asOf, audit }: Evidence): KeyFacts {
  const { sid, label, createdAt, updatedAt } = key;
  const days = createdAt === undefined ? undefined : ageDays(createdAt, asOf);
  const heldBy = holdersOf(sid, audit?.held ?? []).map(describeHolder);
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

/**
 * A key's friendly name as it may be shown: one line without control characters. One that holds 32
 * letters and digits in a row, which no SID is, may be a token, and is not shown.
 */
function shownLabel(label: string): string {
  const runs = label.match(/[A-Za-z0-9]+/g) ?? [];
  const mayBeSecret = runs.some(
    (run) => run.length >= SECRET_LENGTH && !/^[A-Z]{2}[0-9a-fA-F]{32}$/.test(run),
  );
  return mayBeSecret ? HIDDEN : plainLine(label);
}
