import type { AuditFinding } from '../../functions/domain/model/audit-finding.ts';
import { count } from '../../functions/domain/text/count.ts';

/** What stands in a cell that has nothing to say. */
const NOTHING = '-';

/** The cells of one finding that tell about its key, as text. */
export interface AuditRow {
  /** The whole SID. */
  readonly key: string;
  readonly label: string;
  readonly age: string;
}

/** The headings of a table of findings, in the order of its columns. */
export const AUDIT_COLUMNS = ['Environment', 'Key', 'Label', 'Age', 'Finding'] as const;

/** What a finding says in a table, whatever the table is made of. */
export function auditRow({ apiKeySid, label, ageDays }: AuditFinding): AuditRow {
  return {
    key: apiKeySid ?? NOTHING,
    label: label ?? NOTHING,
    age: ageDays === undefined ? NOTHING : count(ageDays, 'day'),
  };
}
