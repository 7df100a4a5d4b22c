import { expect } from 'vitest';
import type { AuditFinding } from '../../../../../functions/domain/model/audit-finding.ts';
import type { Expectations } from '../../../../../functions/domain/model/expectation.ts';
import { auditEnvironments } from '../../../../../functions/domain/verification/audit/audit-environments.ts';
import { ACCOUNTS } from '../../accounts.ts';
import type { Answering, FakePorts } from '../fake-ports.ts';
import { AUDITED, SECRETS, VALUES } from '../small-world.ts';
import { STRAY_SID } from './audit-evidence-builder.ts';
import { keysPage } from './keys-replies.ts';

/** When every key was made. */
export const CREATED = '2026-11-12T03:00:00.000Z';
const KEY_OF = {
  [ACCOUNTS.development]: [],
  [ACCOUNTS.staging]: [sidIn('staging')],
  [ACCOUNTS.production]: [sidIn('production')],
} as const;

/** The SID of the key in an environment's secret. */
export function sidIn(name: string): string {
  return String(Reflect.get(Object(SECRETS[name]), 'apiKeySid'));
}

/** Every account has the key of its secret, and no other. */
export const good: Answering = ({ path }) => {
  const [, sid = ''] = /Accounts\/(AC\w{32})/.exec(path) ?? [];
  const keys = Reflect.get(KEY_OF, sid) as readonly string[];
  return keysPage(
    sid,
    keys.map((key) => ({ sid: key, createdAt: CREATED })),
  );
};

/** Every account has one key, which no secret holds. */
export const withStray: Answering = ({ path }) => {
  const [, sid = ''] = /Accounts\/(AC\w{32})/.exec(path) ?? [];
  return keysPage(sid, [{ sid: STRAY_SID, createdAt: CREATED }]);
};

/** Audits all that is declared, and sees that no secret value is in the report. */
export async function audit(
  ports: FakePorts,
  expectations: Expectations = AUDITED,
  signal: AbortSignal = new AbortController().signal,
): Promise<readonly AuditFinding[]> {
  const { environments } = expectations;
  const report = await auditEnvironments({ expectations, environments, signal }, ports);
  expect(report.schemaVersion).toBe(1);
  for (const value of VALUES) expect(JSON.stringify(report)).not.toContain(value);
  return report.findings;
}

/** `environment check: status` of all that are of this check. */
export function statuses(
  findings: readonly AuditFinding[],
  check: AuditFinding['check'],
): readonly string[] {
  return findings.flatMap((one) =>
    one.check === check ? [`${one.environment}: ${one.status}`] : [],
  );
}
