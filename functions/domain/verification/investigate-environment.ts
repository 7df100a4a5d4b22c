import type { Limiter } from '../concurrency/limiter.ts';
import { factsOf } from '../facts/facts.ts';
import type { Evidence } from '../model/evidence.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { RotationWait } from '../model/rotation-wait.ts';
import { askFurther } from './ask-further.ts';
import { awaitsRotation } from './awaits-rotation.ts';
import { buildEnvironmentReport, repliesOf } from './build-report.ts';
import { type Attempt, gatherEvidence, type Run } from './gather-evidence.ts';
import { readingOf } from './secret-library.ts';
import type { RotationPatience } from './verification.ts';

/** One environment's place in a run. `limited` bounds how many attempts run at once; a wait holds no place. */
export interface Investigated {
  readonly expectation: EnvironmentExpectation;
  readonly run: Run;
  readonly limited: Limiter;
}

/**
 * Gathers the evidence for one environment; where only a rotation keeps its gate shut, waits for it
 * to end as far as the run's patience and time allow, and judges what is stored then. An attempt that
 * the end of the run cuts off is dropped: what was seen before says more.
 */
export async function investigateEnvironment(investigated: Investigated): Promise<Evidence> {
  const { expectation, run } = investigated;
  const { patience, waited } = run.request;
  const held = readingOf(expectation, run.library.judged);
  const evidence = await attempt(investigated, { held, waited });
  return patience === undefined
    ? evidence
    : await waitForRotation(evidence, investigated, patience);
}

async function waitForRotation(
  first: Evidence,
  investigated: Investigated,
  { pauseMs, limitMs }: RotationPatience,
): Promise<Evidence> {
  const { expectation, run } = investigated;
  const { signal } = run.request;
  const { clock } = run.ports;
  const startedMs = clock.monotonicMs();
  const passedMs = (): number => clock.monotonicMs() - startedMs;
  let evidence = first;
  while (
    passedMs() + pauseMs <= limitMs &&
    awaitsRotation(await buildEnvironmentReport(factsOf(evidence)))
  ) {
    await clock.sleep(pauseMs, signal);
    if (signal.aborted) break;
    const waited = longerWait(evidence, (first.waited?.waitedMs ?? 0) + passedMs());
    const held = run.library.readAgain(expectation);
    const next = await attempt(investigated, { held, waited });
    if (signal.aborted) break;
    evidence = next;
  }
  return evidence;
}

function longerWait(before: Evidence, waitedMs: number): RotationWait {
  const readings = (before.waited?.readings ?? 1) + 1;
  return { waitedMs: Math.round(waitedMs), readings, earlierReplies: repliesOf(before) };
}

/** Gathers the evidence, and asks further only where it leaves a cause open. */
function attempt({ expectation, run, limited }: Investigated, reading: Attempt): Promise<Evidence> {
  return limited(async () => {
    const evidence = await gatherEvidence(expectation, run, reading);
    return await askFurther(evidence, run.ports, run.request.signal);
  });
}
