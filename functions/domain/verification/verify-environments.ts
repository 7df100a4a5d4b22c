import { allEnded } from '../concurrency/all-settled-or-throw.ts';
import { boundedPorts } from '../concurrency/bounded-ports.ts';
import { createLimiter } from '../concurrency/limiter.ts';
import { type Facts, factsOf } from '../facts/facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { Report } from '../model/report.ts';
import { worstVerdict } from '../model/verdict.ts';
import { buildEnvironmentReport } from './build-report.ts';
import { createRun, type Run } from './gather-evidence.ts';
import { investigateEnvironment } from './investigate-environment.ts';
import { keepSecrets } from './run-secrets.ts';
import { readSecrets } from './secret-library.ts';
import { sharedTokens } from './shared-tokens.ts';
import { BOUNDS, type VerificationPorts, type VerificationRequest } from './verification.ts';

/** A report and what it was judged from. */
export interface Investigation {
  readonly report: Report;
  /** One per environment, in the order of the report. */
  readonly evidence: readonly Evidence[];
}

/**
 * The use case: read every secret, ask Twilio, judge, explain. Environments run at once, within a
 * bound. What the world does (a missing secret, a rejection, an outage) is in the report; an
 * exception is a defect of this program.
 */
export async function verifyEnvironments(
  request: VerificationRequest,
  ports: VerificationPorts,
): Promise<Report> {
  return (await investigateEnvironments(request, ports)).report;
}

/**
 * The same, with the evidence beside the report for a caller that shows the reasoning. Evidence holds
 * secret values as `Redacted` and is for this process only: it is never serialised.
 */
export async function investigateEnvironments(
  request: VerificationRequest,
  given: VerificationPorts,
): Promise<Investigation> {
  const { clock, randomness } = given;
  // Bounded outside: who waits for another's request ends with its own signal.
  const bounded = boundedPorts({ ...given, twilio: sharedTokens(given.twilio, given) });
  const runSecrets = keepSecrets(bounded.secrets);
  const ports = { ...given, ...bounded, secrets: runSecrets.reader };
  const startedAt = clock.now().toISOString();
  const startedMs = clock.monotonicMs();
  const ended = new AbortController();
  const readUntil = AbortSignal.any([request.signal, ended.signal]);
  const library = readSecrets(request, ports, readUntil);
  // Reads that were never awaited end with the run: they would hold a socket and a timer.
  const found = await investigateAll(createRun({ request, ports, library })).finally(() =>
    // With a reason: without one Node makes an error with its stack for every run, for no reader.
    ended.abort('ended'),
  );
  const facts = found.map((one) => {
    const evidence = runSecrets.hideIn(one.evidence);
    return evidence === one.evidence ? one : factsOf(evidence);
  });
  const environments = await Promise.all(facts.map(buildEnvironmentReport));
  const report: Report = {
    schemaVersion: 1,
    runId: randomness.uuid(),
    trigger: request.trigger,
    startedAt,
    durationMs: Math.round(clock.monotonicMs() - startedMs),
    verdict: worstVerdict(environments.map((one) => one.verdict)),
    environments,
  };
  return { report, evidence: facts.map(({ evidence }) => evidence) };
}

async function investigateAll(run: Run): Promise<readonly Facts[]> {
  const limited = createLimiter(BOUNDS.environmentsAtOnce);
  return await allEnded(
    run.request.environments.map((expectation) =>
      investigateEnvironment({ expectation, run, limited }),
    ),
  );
}
