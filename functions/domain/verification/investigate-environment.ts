import type { Limiter } from '../concurrency/limiter.ts';
import { type Facts, factsOf } from '../facts/facts.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { RotationWait } from '../model/rotation-wait.ts';
import { askFurther } from './ask-further.ts';
import { awaitsRotation } from './awaits-rotation.ts';
import { buildEnvironmentReport, repliesOf } from './build-report.ts';
import { type Attempt, auditorOf, gatherEvidence, type Run } from './gather-evidence.ts';
import { readingOf } from './secret-library.ts';
import type { WaitPolicy } from './verification.ts';

/** One environment's place in a run. `limited` bounds how many attempts run at once; a wait holds no place.  */
export interface Investigated {
  readonly expectation: EnvironmentExpectation;
  readonly run: Run;
  readonly limited: Limiter;
}

/**
 * Gathers the evidence for one environment and derives its facts; where only a rotation keeps its gate
 * shut, waits for it to end as far as the run's wait policy and time allow, and judges what is stored then.
 * An attempt that the end of the run cuts off is dropped: what was seen before says more. Where the run may,
 * the declared test call comes last.
 */
export async function investigateEnvironment(investigated: Investigated): Promise<Facts> {
  const { expectation, run } = investigated;
  const { waitPolicy, waited } = run.request;
  const held = readingOf(expectation, run.library.judged);
  const facts = await attempt(investigated, { held, waited });
  const last =
    waitPolicy === undefined ? facts : await waitForRotation(facts, investigated, waitPolicy);
  return await withTestCall(last, investigated);
}

async function withTestCall(facts: Facts, { expectation, run }: Investigated): Promise<Facts> {
  const { testCall: look, signal } = run.request;
  if (look === undefined) return facts;
  if (expectation.testCall === undefined) return facts;
  return await look(facts, run.ports, signal).then((testCall) =>
    factsOf({ ...facts.evidence, testCall }),
  );
}

async function waitForRotation(
  first: Facts,
  investigated: Investigated,
  { pauseMs, limitMs }: WaitPolicy,
): Promise<Facts> {
  const { expectation, run } = investigated;
  const { signal } = run.request;
  const { clock } = run.ports;
  const startedMs = clock.monotonicMs();
  const passedMs = (): number => clock.monotonicMs() - startedMs;
  let facts = first;
  const earlierMs = first.evidence.waited?.waitedMs ?? 0;
  while (passedMs() + pauseMs <= limitMs && awaitsRotation(await buildEnvironmentReport(facts))) {
    await clock.sleep(pauseMs, signal);
    if (signal.aborted) break;
    const waited = longerWait(facts, earlierMs + passedMs());
    const held = run.library.readAgain(expectation);
    const next = await attempt(investigated, { held, waited });
    if (signal.aborted) break;
    facts = next;
  }
  return facts;
}

function longerWait({ evidence: before }: Facts, waitedMs: number): RotationWait {
  const readings = (before.waited?.readings ?? 1) + 1;
  return { waitedMs: Math.round(waitedMs), readings, earlierReplies: repliesOf(before) };
}

/** Gathers the evidence, and asks further only where it leaves a cause open. */
function attempt({ expectation, run, limited }: Investigated, reading: Attempt): Promise<Facts> {
  return limited(async () => {
    const evidence = await gatherEvidence(expectation, run, reading);
    const auditor = run.library.auditor && (() => auditorOf(run));
    return await askFurther(factsOf(evidence), { ...run.ports, auditor }, run.request.signal);
  });
}
