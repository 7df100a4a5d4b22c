import type {
  AuditCheck,
  AuditResult,
} from '../../../../../functions/domain/checks/audit/audit-check.ts';
import type {
  AuditEvidence,
  KeyListing,
} from '../../../../../functions/domain/model/audit-evidence.ts';
import type { ListedKey } from '../../../../../functions/domain/model/listed-key.ts';
import { ACCOUNTS } from '../../accounts.ts';
import { apiKey, expecting, KEY_SID, parsed } from '../../evidence-builder.ts';

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
export function auditEvidence(changes: Partial<AuditEvidence> = {}): AuditEvidence {
  return {
    expectation: expecting({ kind: 'api-key' }),
    asOf: AS_OF,
    secret: { outcome: 'read', versionStage: 'AWSCURRENT', versionId: 'v-1' },
    parse: parsed(apiKey()),
    metadata: { stages: { AWSCURRENT: 'v-1' }, rotationEnabled: false, lastChangedAt: daysAgo(10) },
    listing: listed(),
    held: [{ sid: KEY_SID, holder: 'production', versionStage: 'AWSCURRENT' }],
    unread: [],
    ...changes,
  };
}

/** The same, of which this was not seen. */
export function auditEvidenceWithout(
  unseen: 'parse' | 'metadata',
  changes: Partial<AuditEvidence> = {},
): AuditEvidence {
  const { [unseen]: _, ...rest } = auditEvidence(changes);
  return rest;
}

/** What a check says of good evidence with changes, or of other evidence: lines of `status: message`. */
export function says(
  { judge }: AuditCheck,
  changes: Partial<AuditEvidence> | { readonly evidence: AuditEvidence } = {},
): string {
  const evidence = 'evidence' in changes ? changes.evidence : auditEvidence(changes);
  return judge(evidence).map(line).join('\n');
}

function line({ status, message }: AuditResult): string {
  return `${status}: ${message}`;
}
