import type { AuditFinding } from '../../../../../functions/domain/model/audit-finding.ts';
import { KEY_SID } from '../../evidence-builder.ts';
import { STRAY_SID } from './audit-evidence-builder.ts';

/** One finding of production, a pass unless changed. */
export function finding(changes: Partial<AuditFinding> = {}): AuditFinding {
  return {
    environment: 'production',
    check: 'key.present',
    status: 'pass',
    message: `${KEY_SID} is a key of its account`,
    apiKeySid: KEY_SID,
    ageDays: 120,
    label: 'production-1',
    ...changes,
  };
}

/** A finding about a secret, not a key. */
export function secretFinding(changes: Partial<AuditFinding> = {}): AuditFinding {
  const { apiKeySid, ageDays, label, ...rest } = finding({ check: 'secret.rotation' });
  return { ...rest, message: 'AWS does not rotate it', status: 'skipped', ...changes };
}

/** Every status, in two environments: the first failed, the second only warns. */
export const FINDINGS: readonly AuditFinding[] = [
  finding(),
  finding({
    check: 'key.age',
    status: 'fail',
    message: `${KEY_SID} was created 2026-07-25, 120 days ago: older than 90 days as declared`,
  }),
  secretFinding(),
  secretFinding({ check: 'secret.age', status: 'inconclusive', message: 'no date' }),
  finding({ environment: 'staging', status: 'pass', ageDays: 1 }),
  finding({
    environment: 'staging',
    check: 'key.stray',
    status: 'warn',
    apiKeySid: STRAY_SID,
    label: 'a|b <i> & "c" 50%',
    message: `${STRAY_SID} ("a|b <i> & "c" 50%") is in no declared secret`,
  }),
];
