import type { Check, Judgement } from '../../../../../functions/domain/checks/check.ts';
import { factsOf } from '../../../../../functions/domain/facts/facts.ts';
import type {
  AuditEvidence,
  KeyListing,
  ListedKey,
} from '../../../../../functions/domain/model/audit-evidence.ts';
import type { Evidence } from '../../../../../functions/domain/model/evidence.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { KEY_SID, keyEvidence } from '../../evidence-builder.ts';

/** A key that no secret holds. */
export const STRAY_SID = 'SK5e0c94d1f7a83b26c9d4e1f07b6a2853';

export const AS_OF: string = '2026-11-22T03:00:00.000Z';

/** So many days before the audit. */
export function daysAgo(days: number): string {
  return new Date(Date.parse(AS_OF) - days * 24 * 60 * 60_000).toISOString();
}

/** The environment's key as Twilio lists it, ten days old. */
export function listedKey(changes: Partial<ListedKey> = {}): ListedKey {
  const createdAt = daysAgo(10);
  return { sid: KEY_SID, label: 'production-1', createdAt, updatedAt: createdAt, ...changes };
}

/** A complete list, made by the auditor. */
export function listed(
  keys: readonly ListedKey[] = [listedKey()],
  missing?: string,
): Extract<KeyListing, { outcome: 'listed' }> {
  const list = {
    outcome: 'listed',
    keys,
    asker: 'the auditor',
    askerSid: ACCOUNTS.parent,
  } as const;
  return missing === undefined ? list : { ...list, missing };
}

/** Production with a young key that is alone in its account, in a secret changed with it. */
export function auditEvidence({
  metadata = { stages: { AWSCURRENT: 'v-1' }, rotationEnabled: false, lastChangedAt: daysAgo(10) },
  listing = listed(),
  held = [{ sid: KEY_SID, holder: 'production', versionStage: 'AWSCURRENT' }],
  unread = [],
  ...changes
}: AuditChanges = {}): Evidence {
  return keyEvidence({
    otherEnvironments: [],
    probes: {},
    asOf: AS_OF,
    audit: { metadata, listing, held, unread },
    ...changes,
  });
}

/** What a test says otherwise: of the environment, or of its keys. */
export type AuditChanges = Partial<Evidence & AuditEvidence>;

/** What a check says of good evidence with changes, or of other evidence: lines of `status: message`. */
export function says(
  { judge }: Check<Judgement>,
  changes: AuditChanges | { readonly evidence: Evidence } = {},
): string {
  const evidence = 'evidence' in changes ? changes.evidence : auditEvidence(changes);
  const results = [judge(factsOf(evidence))].flat();
  return results.map(({ status, message }) => `${status}: ${message}`).join('\n');
}
