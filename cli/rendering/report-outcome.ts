import { worstFindingsFirst } from '../../functions/domain/checks/audit/audit-verdict.ts';
import type { EnvironmentReport, Report } from '../../functions/domain/model/report.ts';
import { worstFirst } from '../../functions/domain/model/worst-first.ts';
import { howSure } from '../../functions/domain/rendering/confidence-wording.ts';
import { summaryText } from '../../functions/domain/rendering/headline.ts';
import {
  alternativesSection,
  evidenceSection,
} from '../../functions/domain/rendering/sections/diagnosis-sections.ts';
import {
  credentialSection,
  requestsText,
} from '../../functions/domain/rendering/sections/identity-section.ts';
import type { Section } from '../../functions/domain/rendering/sections/section.ts';
import { plainCopy } from '../../functions/domain/text/plain-copy.ts';
import { answerOf } from './answer-of.ts';
import type { EnvironmentOutcome, Explanation, Outcome, ShownFinding } from './outcome.ts';
import { durationText, renderText } from './render-text.ts';

/** A verification's report for every output format: `verify` and `invoke`, and a part of `diagnose`. */
export function reportOutcome(report: Report): Outcome {
  const plain = plainCopy(report);
  const { verdict, environments, notices = [] } = plain;
  return {
    title: 'Credential check',
    verdict,
    environments: worstFirst(environments).map((environment) =>
      environmentOutcome(environment, report),
    ),
    notes: notices.map(({ message }) => message),
    showsKeys: false,
    about: aboutRun(plain),
    document: report,
    text: (options) => renderText(report, options),
  };
}

function aboutRun({ runId, trigger, startedAt, durationMs }: Report): Outcome['about'] {
  return [
    ['Run', runId],
    ['Triggered by', trigger],
    ['Started', startedAt],
    ['Took', durationText(durationMs)],
  ];
}

function environmentOutcome(environment: EnvironmentReport, report: Report): EnvironmentOutcome {
  const { name, verdict, checks } = environment;
  const findings = checks.map(
    ({ id: check, title, message, ...rest }): ShownFinding => ({
      ...rest,
      check,
      message: message || title,
    }),
  );
  const details = detailsOf(environment);
  if (verdict === 'pass') {
    return { name, verdict, findings: worstFindingsFirst(findings), details };
  }
  const explanation = explain(environment, report);
  return {
    name,
    verdict,
    findings: worstFindingsFirst(withVerdict(findings, verdict, explanation)),
    explanation,
    details,
  };
}

function detailsOf(environment: EnvironmentReport): readonly Section[] {
  const { diagnosis } = environment;
  const credential = credentialSection(environment);
  const requests = { marker: '', text: requestsText(environment) };
  return [
    evidenceSection(diagnosis),
    alternativesSection(diagnosis),
    { ...credential, lines: [...credential.lines, requests] },
  ].filter(({ lines }) => lines.length > 0);
}

/** A run that could not judge, or in which no live check passed, has no check that says so. */
function withVerdict(
  findings: readonly ShownFinding[],
  verdict: EnvironmentReport['verdict'],
  { cause, summary }: Explanation,
): readonly ShownFinding[] {
  return findings.some(({ status }) => status === verdict)
    ? findings
    : [{ check: cause, status: verdict, message: summary }, ...findings];
}

function explain(environment: EnvironmentReport, report: Report): Explanation {
  const { diagnosis } = environment;
  return {
    cause: diagnosis?.cause ?? 'verdict',
    summary: summaryText(environment),
    answer: answerOf(environment, report),
    confidence: howSure(diagnosis),
    steps: diagnosis?.remediation ?? [],
    helpUrl: diagnosis?.helpUrl || undefined,
  };
}
