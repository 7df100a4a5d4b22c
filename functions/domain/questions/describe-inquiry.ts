import { describeExchange } from '../facts/describe-reply.ts';
import type { InquiryId, InquiryOutcome, InquiryRecord } from '../model/inquiry.ts';

/** One line for the evidence and the trace: what was asked, and what came back. */
export function describeInquiry({ id, outcome }: InquiryRecord): string {
  return `${questionOf(id)}: ${answerOf(outcome)}`;
}

type PlainId = Exclude<InquiryId, `${string}:${string}`>;

const QUESTIONS: Readonly<Record<PlainId, string>> = {
  'secret-metadata': 'what do the versions of the secret say',
  repaired: 'would the value work once its form is mended',
  'other-sid': 'does it work with the other Account SID',
  'parent-account': "is it the owner's Auth Token",
  whoami: 'which account does the key belong to',
};

/** What an inquiry asks, in words, without a question mark: `does AWSPREVIOUS work`. */
export function questionOf(id: InquiryId): string {
  if (isPlain(id)) return QUESTIONS[id];
  const [kind, ...rest] = id.split(':');
  const subject = rest.join(':');
  if (kind === 'version') return `does ${subject} work`;
  if (kind === 'region') return `does it work in Twilio Region ${subject}`;
  return `is it of ${subject}'s account`;
}

function isPlain(id: InquiryId): id is PlainId {
  return !id.includes(':');
}

/** What came back, in words: `yes, as account AC…: GET https://…`, or why it could not be asked. */
export function answerOf(outcome: InquiryOutcome): string {
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
  metadata: Extract<InquiryOutcome, { kind: 'metadata' }>['metadata'],
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
