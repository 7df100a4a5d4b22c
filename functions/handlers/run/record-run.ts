import type { Evidence } from '../../domain/model/evidence.ts';
import type { Report, Verdict } from '../../domain/model/report.ts';
import type { Investigation } from '../../domain/verification/verify-environments.ts';
import type { Invocation } from './invocation.ts';

/** As a graph needs it: the worse, the higher (METRICS in functions/contract.ts). */
const LEVEL: Readonly<Record<Verdict, number>> = { pass: 0, warn: 1, inconclusive: 2, fail: 3 };

const DAY_MS = 24 * 60 * 60_000;

/**
 * Measures a run: its time, each environment's verdict, and how long ago the judged version of its
 * secret was stored, where that is known. An environment that is not declared is not measured: a
 * misspelt name would be a metric of its own, for ever. Nor is one whose AWSPENDING or AWSPREVIOUS was
 * judged: that says nothing about what it runs with.
 */
export function recordRun({ report, evidence }: Investigation, invocation: Invocation): void {
  const { metrics, clock } = invocation.base;
  const declared = declaredNames(invocation);
  metrics.record('verificationTime', report.durationMs);
  recordVerdicts(report, declared, metrics);
  for (const one of evidence) {
    const ageDays = secretAgeDays(one, clock.now());
    if (ageDays !== undefined) {
      metrics.record('secretVersionAgeDays', ageDays, one.expectation.name);
    }
  }
}

function recordVerdicts(
  { environments }: Report,
  declared: ReadonlySet<string>,
  metrics: Invocation['base']['metrics'],
): void {
  for (const { name, verdict, credential } of environments) {
    if (!declared.has(name) || credential.versionStage !== 'AWSCURRENT') continue;
    metrics.record('verdict', LEVEL[verdict], name);
    metrics.record('inconclusive', verdict === 'inconclusive' ? 1 : 0, name);
  }
}

/** None where the configuration is broken: no name is known to be one then. */
function declaredNames({ gate }: Invocation): ReadonlySet<string> {
  try {
    return new Set(gate().configuration.environments.map(({ name }) => name));
  } catch {
    return new Set();
  }
}

/** Never negative, though two clocks may differ. */
function secretAgeDays({ secret }: Evidence, now: Date): number | undefined {
  if (secret.outcome !== 'read' || secret.versionStage !== 'AWSCURRENT') return undefined;
  if (secret.createdAt === undefined) return undefined;
  return Math.max(0, now.getTime() - Date.parse(secret.createdAt)) / DAY_MS;
}
