import { diagnose } from '../../../functions/domain/causes/diagnose.ts';
import { runChecks } from '../../../functions/domain/checks/run-checks.ts';
import { factsOf } from '../../../functions/domain/facts/facts.ts';
import type { Evidence } from '../../../functions/domain/model/evidence.ts';
import type { Confidence } from '../../../functions/domain/model/report.ts';
import { verdictOf } from '../../../functions/domain/model/verdict.ts';

/** Every cause that the evidence leaves, the best first. Empty where the environment passes. */
export type Hypotheses = ReadonlyMap<string, Confidence>;

/** What the diagnosis of this evidence holds possible. */
export function hypothesesOf(evidence: Evidence): Hypotheses {
  const facts = factsOf(evidence);
  const checks = runChecks(facts);
  if (verdictOf(checks) === 'pass') return new Map();
  const { cause, confidence, alternatives } = diagnose({ facts, checks });
  return new Map(
    [{ cause, confidence }, ...alternatives].map((one) => [one.cause, one.confidence]),
  );
}

/** `credential.rejected (likely), account.suspended (possible)` */
export function describeHypotheses(hypotheses: Hypotheses): string {
  return [...hypotheses].map(([cause, confidence]) => `${cause} (${confidence})`).join(', ');
}

const SHOWN: Readonly<Record<Confidence, (cause: string) => string>> = {
  proven: (cause) => `proves ${cause}`,
  likely: (cause) => `makes ${cause} likely`,
  possible: (cause) => `leaves ${cause} possible`,
};

/** What an answer did to the hypotheses, a clause for each cause that came, changed or went. */
export function changesOf(before: Hypotheses, after: Hypotheses): readonly string[] {
  const shown = [...after]
    .filter(([cause, confidence]) => before.get(cause) !== confidence)
    .map(([cause, confidence]) => SHOWN[confidence](cause));
  const gone = [...before.keys()].filter((cause) => !after.has(cause));
  return [...shown, ...gone.map((cause) => `rules out ${cause}`)];
}
