import { holdersOf } from '../../checks/audit/key-facts.ts';
import { auditFindings } from '../../checks/run-checks.ts';
import { allEnded } from '../../concurrency/all-settled-or-throw.ts';
import { boundedPorts } from '../../concurrency/bounded-ports.ts';
import { createLimiter } from '../../concurrency/limiter.ts';
import { factsOf } from '../../facts/facts.ts';
import { heldKeys, type OwnedSecret, unreadSecrets } from '../../facts/held-keys.ts';
import type { AuditReport } from '../../model/audit-finding.ts';
import type { AuditorEvidence, Evidence } from '../../model/evidence.ts';
import type { EnvironmentExpectation, Expectations } from '../../model/expectation.ts';
import { auditorFrom } from '../../questions/auditor.ts';
import { keepSecrets } from '../run-secrets.ts';
import { readSecrets } from '../secret-library.ts';
import { BOUNDS } from '../verification.ts';
import { type AuditAttempt, type AuditPorts, gatherKeys } from './gather-audit-evidence.ts';
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
 * GET only, at most 20 pages for each credential that may list the keys. What AWS and Twilio do is in the
 * findings; an exception is a defect of this program.
 */
export async function auditEnvironments(
  { expectations, environments, signal }: AuditRequest,
  given: AuditPorts,
): Promise<AuditReport> {
  const bounded = boundedPorts(given);
  const runSecrets = keepSecrets(bounded.secrets);
  const ports = { ...bounded, secrets: runSecrets.reader };
  const library = readSecrets({ expectations, environments }, ports, signal);
  const limited = createLimiter(BOUNDS.environmentsAtOnce);
  const run = { library, ports, signal };
  const attempts = await allEnded(
    environments.map((environment) => limited(() => gatherKeys(environment, run))),
  );
  const current = await currentSecrets(expectations, library);
  const others = hasUnknownKey(attempts, current)
    ? await otherVersions(expectations, ports, signal)
    : [];
  const shared = {
    secrets: [...current, ...others],
    auditor: auditorFrom(await library.auditor).evidence,
    asOf: ports.clock.now().toISOString(),
  };
  const evidence = attempts.map((attempt) => runSecrets.hideIn(evidenceOf(attempt, shared)));
  return { schemaVersion: 1, findings: evidence.flatMap((one) => auditFindings(factsOf(one))) };
}

/** Only then the other versions are worth reading. */
function hasUnknownKey(
  attempts: readonly AuditAttempt[],
  current: readonly OwnedSecret[],
): boolean {
  const held = heldKeys(current);
  return attempts.some(
    ({ listing }) =>
      listing.outcome === 'listed' &&
      listing.keys.some(({ sid }) => holdersOf(sid, held).length === 0),
  );
}

/** What the evidence of all audited environments has in common. */
interface SharedEvidence {
  readonly secrets: readonly OwnedSecret[];
  readonly auditor: AuditorEvidence;
  readonly asOf: string;
}

/** An audit compares no environments and tries no credential: it lists keys instead. */
function evidenceOf(
  { expectation, held, metadata, listing }: AuditAttempt,
  { secrets, auditor, asOf }: SharedEvidence,
): Evidence {
  return {
    expectation,
    ...held,
    declared: [],
    otherEnvironments: [],
    auditor,
    probes: {},
    followUps: [],
    asOf,
    audit: { metadata, listing, held: heldKeys(secrets), unread: unreadSecrets(secrets) },
  };
}
