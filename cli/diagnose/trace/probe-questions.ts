import { accountResource } from '../../../functions/domain/facts/account-resource.ts';
import {
  type AnswerMeaning,
  answerMeaning,
} from '../../../functions/domain/facts/answer-meaning.ts';
import { describeExchange } from '../../../functions/domain/facts/describe-reply.ts';
import { keyPage } from '../../../functions/domain/facts/key-page.ts';
import { isPhoneNumberPageOf } from '../../../functions/domain/facts/phone-number-page.ts';
import { probeAnswers } from '../../../functions/domain/facts/probe-answers.ts';
import type { Evidence, Probe } from '../../../functions/domain/model/evidence.ts';
import type { TwilioReply } from '../../../functions/domain/model/ports.ts';
import { count } from '../../../functions/domain/text/count.ts';
import type { Question } from './question.ts';

interface ProbeWords {
  readonly id: Probe['kind'];
  readonly asked: (subject: string) => string;
  readonly why: string;
  /** What Twilio's plain no (20003) means for this question. */
  readonly rejected: string;
}

const PROBES: readonly ProbeWords[] = [
  {
    id: 'phone-numbers',
    asked: () => "does Twilio list the declared account's numbers for the key",
    why: 'it proves an API key: keys never cross accounts',
    rejected: 'Twilio rejects the key for this account',
  },
  {
    id: 'own-account',
    asked: () => 'what does its account look like to the credential',
    why: 'it proves an Auth Token; of the API keys only a Main key may see it',
    rejected: 'rejected: normal for a key that is no Main key, else the credential is wrong',
  },
  {
    id: 'webhook-account',
    asked: () => 'what does the account look like to the Auth Token in the secret',
    why: 'webhook signatures are made with this token',
    rejected: 'Twilio rejects the Auth Token',
  },
  {
    id: 'audited-account',
    asked: () => 'what does the declared account look like to the auditor',
    why: 'the auditor may read what the credential may not: status, type, owner',
    rejected: 'Twilio rejects the auditor for this account',
  },
  {
    id: 'audited-keys',
    asked: () => 'which keys does the account have, to the auditor',
    why: 'age and label of the key are declared, and only its account tells them',
    rejected: 'Twilio does not show the auditor the keys of this account',
  },
  {
    id: 'reach',
    asked: (subject) => `can the credential read account ${subject} of another environment`,
    why: 'it must not: what reaches two environments breaks two',
    rejected: 'it does not reach that account',
  },
];

const MEANINGS: Readonly<Record<Exclude<AnswerMeaning, 'rejected'>, string>> = {
  resource: 'not the resource that was asked for: it proves nothing',
  'test-credentials': 'the pair is right, and a test pair',
  inactive: 'the account is not active',
  'no-permission': 'a permission is missing, which says nothing against the credential',
  'not-found': 'Twilio does not find it',
  'rate-limited': 'too many requests: it says nothing about the credential',
  unavailable: 'trouble at Twilio: it says nothing about the credential',
  unexpected: 'not an answer of Twilio: it says nothing about the credential',
  'no-answer': 'no answer: it says nothing about the credential',
};

/** The questions to Twilio in the order of the evidence, with what each answer means by itself. */
export function probeQuestions(evidence: Evidence): readonly Question[] {
  return probeAnswers(evidence.probes).flatMap(({ question: { kind, subject = '' }, reply }) => {
    return PROBES.filter((words) => words.id === kind).map((words) => ({
      asked: words.asked(subject),
      why: words.why,
      answered: describeExchange(reply),
      concluded: meaningOf(reply, words, evidence),
    }));
  });
}

function meaningOf(reply: TwilioReply, words: ProbeWords, { expectation }: Evidence): string {
  const meaning = answerMeaning(reply);
  if (meaning === 'rejected') return words.rejected;
  if (isPhoneNumberPageOf(reply, expectation.account.sid)) {
    return 'the key works, and is of this account';
  }
  const page = keyPage(reply, expectation.account.sid);
  if (page !== undefined) return `${count(page.keys.length, 'key')} of the account`;
  const account = accountResource(reply);
  if (account === undefined) return MEANINGS[meaning];
  const { sid, status, type, ownerSid } = account;
  return `account ${sid} is ${status}, ${type}, owned by ${ownerSid}`;
}
