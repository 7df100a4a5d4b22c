import { showName } from '../../configuration/shown-value.ts';
import type { EnvironmentExpectation } from '../../domain/expectation.ts';
import { type Trouble, troubleReport } from '../../domain/report/trouble-report.ts';
import { worstVerdict } from '../../domain/report/verdict.ts';
import type { VerificationRequest } from '../../domain/verification/verification.ts';
import type { Investigation } from '../../domain/verification/verify-environments.ts';
import type { Invocation } from './invocation.ts';

/** What is known of a run while it is decided: filled in step by step, reported if it comes to that. */
export interface RunState {
  /** What was asked for; it need not be declared. */
  names: readonly string[];
  expectations: readonly EnvironmentExpectation[];
  look: Pick<VerificationRequest, 'versionStage' | 'waited'>;
}

/** Nothing is known yet. `unknown` stands in reports until a name is read. */
export function newRunState(): RunState {
  return { names: [], expectations: [], look: {} };
}

/**
 * The report of a run that could not judge, for every environment that is known of by then, so that
 * caller, alert and log say it in the usual form. Shadow mode and `onInconclusive` count as ever.
 */
export function troubleRun(
  trouble: Trouble,
  { names, expectations, look }: RunState,
  { base, time }: Pick<Invocation, 'base' | 'time'>,
): Investigation {
  const { clock, randomness } = base;
  const durationMs = Math.round(clock.monotonicMs() - time.startedMs);
  const context = {
    runId: randomness.uuid(),
    trigger: 'pipeline',
    startedAt: new Date(clock.now().getTime() - durationMs).toISOString(),
    durationMs,
    ...look,
  } as const;
  const first = (name: string) => expectations.find((one) => one.name === name);
  const reports = subjects(names, expectations).map((name) => {
    const expectation = first(name);
    return troubleReport(trouble, {
      ...context,
      // Whoever wrote the name may have pasted a secret into it.
      environment: showName(name),
      ...(expectation === undefined ? {} : { expectation }),
    });
  });
  const environments = reports.flatMap((report) => report.environments);
  const { trigger, runId, startedAt } = context;
  const verdict = worstVerdict(environments.map((one) => one.verdict));
  const report = {
    schemaVersion: 1,
    runId,
    trigger,
    startedAt,
    durationMs,
    verdict,
    environments,
  } as const;
  return { report, evidence: [] };
}

function subjects(
  names: readonly string[],
  expectations: readonly EnvironmentExpectation[],
): readonly string[] {
  const known = expectations.length > 0 ? expectations.map(({ name }) => name) : names;
  return known.length > 0 ? known : ['unknown environment'];
}
