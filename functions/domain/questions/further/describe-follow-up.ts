import { describeExchange } from '../../facts/describe-reply.ts';
import type { Facts } from '../../facts/facts.ts';
import type { FollowUpOutcome, FollowUpRecord } from '../../model/follow-up.ts';
import { count } from '../../text/count.ts';
import { furtherQuestionOf, remainingQuestions } from './further-questions.ts';

/** One line for the evidence and the trace: what was asked, and what came back. */
export function describeFollowUp({ question, outcome }: FollowUpRecord): string {
  return `${furtherQuestionOf(question).words.asked}: ${answerOf(outcome)}`;
}

/** What came back, in words: `yes, as account AC…: GET https://…`, or why it could not be asked. */
export function answerOf(outcome: FollowUpOutcome): string {
  switch (outcome.kind) {
    case 'accepted':
      return `yes, as account ${outcome.accountSid}: ${describeExchange(outcome.reply)}`;
    case 'found':
      return `yes, in account ${outcome.accountSid}: ${describeExchange(outcome.reply)}`;
    case 'refused':
      return `no: ${describeExchange(outcome.reply)}`;
    case 'undecided':
      return `could not be asked: ${outcome.reason}`;
    case 'nothing-to-try':
      return outcome.reason;
    case 'metadata':
      return describeMetadata(outcome.metadata);
    case 'policy':
      return `${describePolicy(outcome.allow)}: ${describeExchange(outcome.reply)}`;
    case 'located':
      return `yes, in ${outcome.regions.join(', ')}`;
  }
}

function describePolicy(allow: readonly string[] | undefined): string {
  return allow === undefined
    ? 'it has none, as Main and Standard keys do'
    : count(allow.length, 'permission');
}

function describeMetadata(
  metadata: Extract<FollowUpOutcome, { kind: 'metadata' }>['metadata'],
): string {
  const { lastChangedAt, rotationEnabled, managedType, stages } = metadata;
  const parts = [
    `stages ${Object.keys(stages).sort().join(', ')}`,
    `rotation ${rotationEnabled ? 'on' : 'off'}`,
    ...(managedType === undefined ? [] : [`managed type ${managedType}`]),
    ...(lastChangedAt === undefined ? [] : [`last changed ${lastChangedAt}`]),
  ];
  return parts.join(', ');
}

/** A fleet has many accounts; the names of a few show what was meant. */
const SHOWN = 5;

/**
 * What could not be asked or was not answered, in words, one line each: the limits of a diagnosis.
 * Empty where one cause is proven or every question that separates has an answer.
 */
export function openQuestions(facts: Facts): readonly string[] {
  const undecided = facts.evidence.followUps.filter(({ outcome }) => outcome.kind === 'undecided');
  const unasked = remainingQuestions(facts).map(({ words }) => words.asked);
  const more = unasked.length > SHOWN ? ` and ${unasked.length - SHOWN} more` : '';
  return [
    ...undecided.map(describeFollowUp),
    ...(unasked.length === 0 ? [] : [`not asked: ${unasked.slice(0, SHOWN).join('; ')}${more}`]),
  ];
}
