import type { Confidence, Diagnosis } from '../model/report.ts';

interface Wording {
  /** Stands between "the cause" and its id. */
  readonly verb: string;
  readonly basis: string;
}

const WORDINGS: Readonly<Record<Confidence, Wording>> = {
  proven: { verb: 'is', basis: 'the evidence shows it' },
  likely: { verb: 'is probably', basis: 'the best explanation of what was seen' },
  possible: { verb: 'may be', basis: 'one of several explanations' },
};

/** The verb for a confidence, the same everywhere: "is", "is probably", "may be". */
export function causeVerb(confidence: Confidence): string {
  return WORDINGS[confidence].verb;
}

/**
 * One line that says how far the diagnosis may be trusted, for example
 * `How sure: likely (the best explanation of what was seen). The cause is probably credential.rejected.`
 * Says so too when there is no diagnosis.
 */
export function howSure(diagnosis: Diagnosis | undefined): string {
  if (diagnosis === undefined) {
    return 'How sure: not at all. No cause was found; the checks say what was seen.';
  }
  const { verb, basis } = WORDINGS[diagnosis.confidence];
  return `How sure: ${diagnosis.confidence} (${basis}). The cause ${verb} ${diagnosis.cause}.`;
}
