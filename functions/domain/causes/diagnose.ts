import type { SecretEvidence } from '../model/evidence.ts';
import type { LocalSource } from '../model/ports.ts';
import type {
  Alternative,
  Confidence,
  Diagnosis,
  RemediationStep,
  Verdict,
} from '../model/report.ts';
import { openQuestions } from '../questions/further/describe-follow-up.ts';
import { ALL_CAUSES } from './all-causes.ts';
import type { DiagnosisContext, Finding } from './cause.ts';
import { summaryLine } from './summary-line.ts';
import { unexplained } from './unexplained.ts';

interface Ranked {
  readonly cause: string;
  readonly finding: Finding;
}

const BY_VERDICT: Readonly<Record<Exclude<Verdict, 'pass'>, number>> = {
  fail: 0,
  inconclusive: 1,
  warn: 2,
};

const BY_CONFIDENCE: Readonly<Record<Confidence, number>> = { proven: 0, likely: 1, possible: 2 };

/**
 * Explains a verdict that is not pass: the best-supported cause first, every other one that the
 * evidence shows as a ranked alternative. Explanations of a fail come before those of an
 * inconclusive check; then the surer; then the one to fix first.
 */
export function diagnose(judged: Pick<DiagnosisContext, 'facts' | 'checks'>): Diagnosis {
  const context = { ...judged, evidence: judged.facts.evidence };
  const ranked = rank(context);
  const first = ranked[0] ?? unexplained(context);
  const { finding, cause } = first;
  return {
    cause,
    confidence: finding.confidence,
    summary: summaryLine(context.evidence.expectation.name, finding.summary),
    evidence: [...new Set([...finding.evidence, ...openQuestions(context.facts)])],
    remediation: fittingSteps(finding.remediation, context.evidence.secret),
    helpUrl: finding.helpUrl,
    alternatives: alternativesOf(ranked.slice(1), cause),
  };
}

const CORRECT: Readonly<Record<LocalSource['kind'], string>> = {
  file: 'Correct the file',
  'standard-input': 'Correct the secret.',
  variables: 'Correct the variables where the process gets them from.',
};

/**
 * The steps for a secret that is not in AWS: what would be stored is corrected where it is, and Secrets
 * Manager has no versions of it to look at.
 */
function fittingSteps(
  steps: readonly RemediationStep[],
  secret: SecretEvidence,
): readonly RemediationStep[] {
  const local = secret.outcome === 'read' ? secret.local : undefined;
  if (local === undefined) return steps;
  const isAboutSecret = ({ command = '' }: RemediationStep): boolean =>
    command.startsWith('aws secretsmanager');
  const fitting = steps.filter((step) => !isAboutSecret(step));
  const what = CORRECT[local.kind];
  const correct = { text: local.kind === 'file' ? `${what} ${local.path}.` : what };
  const isCorrected = fitting.length < steps.length;
  return isCorrected ? [...fitting.slice(0, -1), correct, ...fitting.slice(-1)] : fitting;
}

function rank(context: DiagnosisContext): readonly Ranked[] {
  const ranked: Ranked[] = [];
  for (const { id, diagnose: explain } of ALL_CAUSES) {
    const finding = explain(context);
    if (finding !== undefined) ranked.push({ cause: id, finding });
  }
  return ranked.sort((one, other) => weight(one.finding) - weight(other.finding));
}

/** Array.sort is stable, so equal weights keep the order of the table. */
function weight({ explains, confidence }: Finding): number {
  return BY_VERDICT[explains] * 10 + BY_CONFIDENCE[confidence];
}

/** Several findings can lead to one cause; it is named once, by the best of them. */
function alternativesOf(others: readonly Ranked[], cause: string): readonly Alternative[] {
  const named = new Set<string>([cause]);
  const alternatives: Alternative[] = [];
  for (const other of others) {
    if (named.has(other.cause)) continue;
    named.add(other.cause);
    alternatives.push({ cause: other.cause, confidence: other.finding.confidence });
  }
  return alternatives;
}
