import { worstFindingsFirst } from '../checks/audit/audit-verdict.ts';
import type { EnvironmentReport, Report } from '../model/report.ts';
import { worstFirst } from '../model/worst-first.ts';
import { durationText } from '../text/duration-text.ts';
import { plainCopy } from '../text/plain-copy.ts';
import { answerOf } from './answer-of.ts';
import { howSure } from './confidence-wording.ts';
import { summaryText } from './headline.ts';
import type {
  EnvironmentOutcome,
  Explanation,
  JudgedOutcome,
  ShownFinding,
} from './judged-outcome.ts';
import { alternativesSection, evidenceSection } from './sections/diagnosis-sections.ts';
import { credentialSection, requestsText } from './sections/identity-section.ts';
import type { Section } from './sections/section.ts';

/** What the report of a verification says, for every format that shows all of it. */
export function judgedReport(report: Report): JudgedOutcome {
  const plain = plainCopy(report);
  const { verdict, environments, notices = [] } = plain;
  return {
    title: 'Credential check',
    verdict,
    environments: worstFirst(environments).map((environment) =>
      environmentOutcome(environment, report),
    ),
    notes: notices.map(({ message }) => message),
    about: aboutRun(plain),
  };
}

function aboutRun({ runId, trigger, startedAt, durationMs }: Report): JudgedOutcome['about'] {
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
