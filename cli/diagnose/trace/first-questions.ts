import { credentialFormat } from '../../../functions/domain/checks/credential-format.ts';
import { credentialKind } from '../../../functions/domain/checks/credential-kind.ts';
import { environmentIsolation } from '../../../functions/domain/checks/environment-isolation.ts';
import { runChecks } from '../../../functions/domain/checks/run-checks.ts';
import { secretReadable } from '../../../functions/domain/checks/secret-readable.ts';
import { secretShape } from '../../../functions/domain/checks/secret-shape.ts';
import { describeExchange } from '../../../functions/domain/facts/describe-reply.ts';
import { factsOf } from '../../../functions/domain/facts/facts.ts';
import { probeAnswers } from '../../../functions/domain/facts/probe-answers.ts';
import type { Evidence, OtherEnvironment } from '../../../functions/domain/model/evidence.ts';
import type { CheckReport } from '../../../functions/domain/model/report.ts';
import { firstQuestionOf } from '../../../functions/domain/questions/first/first-questions.ts';
import type { Question } from './question.ts';

const CHECKS_OF_SECRET = [secretReadable, secretShape, credentialFormat, credentialKind].map(
  ({ id }) => id,
);

/** What is asked of every environment: its secret, the other environments' secrets, and Twilio, all at once. */
export function firstQuestions(evidence: Evidence): readonly Question[] {
  const checks = runChecks(factsOf(evidence));
  return [
    aboutSecret(evidence, checks),
    ...aboutOthers(evidence, checks),
    ...aboutTwilio(evidence),
  ];
}

function aboutSecret({ secret, expectation }: Evidence, checks: readonly CheckReport[]): Question {
  const failed = checks.filter(({ id, status }) => {
    return CHECKS_OF_SECRET.includes(id) && status !== 'pass' && status !== 'skipped';
  });
  const messages = failed.map(({ message }) => message);
  return {
    asked: `what does ${expectation.secret.id} hold (${secret.versionStage})`,
    why: 'everything else is judged by it',
    answered: secret.outcome === 'read' ? `version ${secret.versionId}` : secret.message,
    concluded: messages.join('; ') || 'a well-formed credential of the declared kind',
  };
}

function aboutOthers(
  { otherEnvironments }: Evidence,
  checks: readonly CheckReport[],
): readonly Question[] {
  if (otherEnvironments.length === 0) return [];
  const isolation = checks.filter(({ id }) => id === environmentIsolation.id);
  return [
    {
      asked: "is anything in it also in another environment's secret",
      why: 'a value in two places is shared, or was swapped',
      answered: otherEnvironments.map(describeOther).join('; '),
      concluded: isolation.map(({ message }) => message).join('; '),
    },
  ];
}

function describeOther(other: OtherEnvironment): string {
  const { name } = other;
  switch (other.outcome) {
    case 'compared':
      return `${name}: ${other.common.length === 0 ? 'nothing' : other.common.join(', ')}`;
    case 'shared':
      return `${name}: not compared, the account is declared as shared`;
    case 'unreadable':
      return `${name}: not compared, ${other.reason}`;
  }
}

/** The questions to Twilio in the order in which they were asked, with what each answer means by itself. */
function aboutTwilio({ probes, expectation }: Evidence): readonly Question[] {
  return probeAnswers(probes).map(({ question: id, reply }) => {
    const { words, read } = firstQuestionOf(id);
    return {
      ...words,
      answered: describeExchange(reply),
      concluded: read(reply, expectation.account.sid).join('; '),
    };
  });
}
