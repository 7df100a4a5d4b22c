import { auditFindings } from '../../checks/audit/all-audit-checks.ts';
import { holdersOf } from '../../checks/audit/key-facts.ts';
import { allEnded } from '../../concurrency/all-settled-or-throw.ts';
import { createLimiter } from '../../concurrency/limiter.ts';
import { heldKeys, type OwnedSecret, unreadSecrets } from '../../facts/held-keys.ts';
import type { AuditEvidence } from '../../model/audit-evidence.ts';
import type { AuditReport } from '../../model/audit-finding.ts';
import type { EnvironmentExpectation, Expectations } from '../../model/expectation.ts';
import { readSecrets } from '../secret-library.ts';
import { BOUNDS } from '../verification.ts';
import { type AuditLook, type AuditPorts, lookAtKeys } from './gather-audit-evidence.ts';
import { currentSecrets, otherVersions } from './read-declared-secrets.ts';

/** What is to be audited. */
export interface AuditRequest {
  /** Everything declared: a key that another environment's secret holds is no stray. */
  readonly expectations: Expectations;
  /** The environments to audit, in the order of the findings. */
  readonly environments: readonly EnvironmentExpectation[];
  /** Ends the audit early: what is not known by then is inconclusive. */
  readonly signal: AbortSignal;
}

/**
 * The key audit: read every declared secret, list the keys of each account, judge. It asks Twilio with
 * GET only, at most 20 pages for each credential that may list the keys. What the world does is in the
 * findings; an exception is a defect of this program.
 */
export async function auditEnvironments(
  { expectations, environments, signal }: AuditRequest,
  ports: AuditPorts,
): Promise<AuditReport> {
  const library = readSecrets({ expectations, environments }, ports, signal);
  const limited = createLimiter(BOUNDS.environmentsAtOnce);
  const run = { library, ports, signal };
  const looks = await allEnded(
    environments.map((environment) => limited(() => lookAtKeys(environment, run))),
  );
  const current = await currentSecrets(expectations, library);
  const others = hasUnknownKey(looks, current)
    ? await otherVersions(expectations, ports, signal)
    : [];
  const asOf = ports.clock.now().toISOString();
  const evidence = looks.map((look) => evidenceOf(look, [...current, ...others], asOf));
  return { schemaVersion: 1, findings: evidence.flatMap(auditFindings) };
}

/** Only then the other versions are worth reading. */
function hasUnknownKey(looks: readonly AuditLook[], current: readonly OwnedSecret[]): boolean {
  const held = heldKeys(current);
  return looks.some(
    ({ listing }) =>
      listing.outcome === 'listed' &&
      listing.keys.some(({ sid }) => holdersOf(sid, held).length === 0),
  );
}

function evidenceOf(
  { expectation, held, metadata, listing }: AuditLook,
  secrets: readonly OwnedSecret[],
  asOf: string,
): AuditEvidence {
  const { secret, parse } = held;
  return {
    expectation,
    asOf,
    secret,
    ...(parse === undefined ? {} : { parse }),
    ...(metadata === undefined ? {} : { metadata }),
    listing,
    held: heldKeys(secrets),
    unread: unreadSecrets(secrets),
  };
}
