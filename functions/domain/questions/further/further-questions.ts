import { isInactive } from '../../facts/answer-bodies.ts';
import { type AnswerMeaning, answerMeaning } from '../../facts/answers.ts';
import type { Facts } from '../../facts/facts.ts';
import { outcomeOf, TWILIO_REGIONS } from '../../facts/follow-up-answers.ts';
import { environmentsInCommon } from '../../facts/secret-facts.ts';
import type { Evidence } from '../../model/evidence.ts';
import type { FollowUpRecord, QuestionId } from '../../model/follow-up.ts';
import { questionNamed } from '../question.ts';
import { accountOf } from './account-of.ts';
import type { FurtherQuestion } from './further-question.ts';
import { inRegion } from './in-region.ts';
import { keyPolicy } from './key-policy.ts';
import { otherSid } from './other-sid.ts';
import { parentAccount } from './parent-account.ts';
import { repaired } from './repaired.ts';
import { resourceOwner } from './resource-owner.ts';
import { secretMetadata } from './secret-metadata.ts';
import { secretRegion } from './secret-region.ts';
import { version } from './version.ts';
import { whoami } from './whoami.ts';

const VERSIONS = (['AWSCURRENT', 'AWSPENDING', 'AWSPREVIOUS'] as const).map(version);
const REGIONS = TWILIO_REGIONS.map(inRegion);

/**
 * Every follow-up question, in the order in which they are asked: what the data itself hints at, what
 * needs no request, what is most often the cause, and last what takes a request for every account.
 * `alike` are the environments whose secrets hold the same value: it is probably one of theirs.
 */
function furtherQuestions(
  others: readonly string[],
  alike: readonly string[],
): readonly FurtherQuestion[] {
  const accounts = others.map(accountOf);
  return [
    repaired,
    otherSid,
    ...accounts.filter(({ id }) => alike.some((name) => name === id.subject)),
    secretRegion,
    secretMetadata,
    ...VERSIONS,
    parentAccount,
    whoami,
    ...REGIONS,
    ...accounts,
    keyPolicy,
    ...others.map(resourceOwner),
  ];
}

/** The follow-up question that the evidence names. */
export function furtherQuestionOf(id: QuestionId): FurtherQuestion {
  return questionNamed(id, furtherQuestions(id.subject === undefined ? [] : [id.subject], []));
}

/** Whether these apply is the same for every environment: in a fleet they are too many to make in vain. */
const OF_OTHERS = [accountOf('any'), resourceOwner('any')];

function namesOfOthers({ declared, expectation }: Evidence): readonly string[] {
  const others = declared.filter(({ accountSid }) => accountSid !== expectation.account.sid);
  return others.map(({ name }) => name);
}

/**
 * Every question that could still separate, in their order. None unless Twilio refused the
 * credential, its form is at fault or there is no such secret: an outage is not made clearer by questions.
 */
export function remainingQuestions(facts: Facts): readonly FurtherQuestion[] {
  const { evidence, account, isCopy, isExplained } = facts;
  // An inactive account explains every refusal, and so does a copy of another secret.
  const explainsAll = account.known && isInactive(account.account);
  if (explainsAll || isCopy || isExplained) return [];
  const table = furtherQuestions(
    OF_OTHERS.some(({ applies }) => applies(facts)) ? namesOfOthers(evidence) : [],
    environmentsInCommon(evidence),
  );
  return [...new Set(table)].filter(
    (question) => question.applies(facts) && outcomeOf(evidence, question.id) === undefined,
  );
}

/**
 * The next question, or undefined when one cause is proven, nothing more separates what is left, or
 * Twilio gave no usable answer to an earlier one. Pure: the caller adds the answer to the evidence.
 */
export function nextQuestion(facts: Facts): FurtherQuestion | undefined {
  return facts.evidence.followUps.some(metOutage) ? undefined : remainingQuestions(facts)[0];
}

/** More questions would only meet more of it. */
const OUTAGES: readonly AnswerMeaning[] = ['rate-limited', 'unavailable', 'no-answer'];

function metOutage({ outcome }: FollowUpRecord): boolean {
  if (outcome.kind !== 'undecided' || outcome.reply === undefined) return false;
  return OUTAGES.includes(answerMeaning(outcome.reply));
}
