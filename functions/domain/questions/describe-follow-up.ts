import { describeExchange } from '../facts/describe-reply.ts';
import type { FollowUp, FollowUpOutcome, FollowUpRecord } from '../model/follow-up.ts';

/** One line for the evidence and the trace: what was asked, and what came back. */
export function describeFollowUp({ question, outcome }: FollowUpRecord): string {
  return `${questionOf(question)}: ${answerOf(outcome)}`;
}

/** What a follow-up question asks, in words, without a question mark: `does AWSPREVIOUS work`. */
export function questionOf({ kind, subject }: FollowUp): string {
  switch (kind) {
    case 'secret-metadata':
      return 'what do the versions of the secret say';
    case 'repaired':
      return 'would the value work once its form is fixed';
    case 'other-sid':
      return 'does it work with the other Account SID';
    case 'parent-account':
      return "is it the owner's Auth Token";
    case 'whoami':
      return 'which account does the key belong to';
    case 'version':
      return `does ${subject} work`;
    case 'region':
      return `does it work in Twilio Region ${subject}`;
    case 'account-of':
      return `is it of ${subject}'s account`;
  }
}

/** What came back, in words: `yes, as account AC…: GET https://…`, or why it could not be asked. */
export function answerOf(outcome: FollowUpOutcome): string {
  switch (outcome.kind) {
    case 'accepted':
      return `yes, as account ${outcome.accountSid}: ${describeExchange(outcome.reply)}`;
    case 'refused':
      return `no: ${describeExchange(outcome.reply)}`;
    case 'undecided':
      return `could not be asked: ${outcome.reason}`;
    case 'nothing-to-try':
      return outcome.reason;
    case 'metadata':
      return describeMetadata(outcome.metadata);
  }
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
