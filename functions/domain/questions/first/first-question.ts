import { type AnswerMeaning, answerMeaning } from '../../facts/answers.ts';
import type { CredentialFacts } from '../../facts/facts.ts';
import type { Credential } from '../../model/credential.ts';
import type { Probe } from '../../model/evidence.ts';
import type { TwilioQuestion, TwilioReply } from '../../model/twilio-api.ts';
import type { Question, QuestionWords } from '../question.ts';
import type { Asker } from '../twilio-questions.ts';

/** A question that is asked of every environment, where it applies. */
export type FirstQuestion = Question<Probe, FirstKnown, SendQuestion, TwilioReply | undefined>;

export type SendQuestion = (question: TwilioQuestion) => Promise<TwilioReply>;

/** What is known of an environment while its first questions are asked. */
export interface FirstKnown {
  /** Rounds follow each other; the questions of one are asked at once. */
  readonly round: number;
  readonly facts: CredentialFacts;
  readonly credential: Credential;
  readonly hasAuditor: boolean;
  /** The environment's credential; of an OAuth client its access token, absent until there is one. */
  readonly own?: Asker | undefined;
  /** The Auth Token for webhooks, where one is declared beside an API key. */
  readonly webhook?: Asker | undefined;
  /** Awaited only by the questions that are asked with it. */
  readonly auditor: () => Promise<Asker | undefined>;
}

/** Whether the credential is asked with for the first time: an OAuth client needs its access token before. */
export function isFirstRound({ round, credential }: FirstKnown): boolean {
  return round === (credential.kind === 'oauth-client' ? 2 : 1);
}

interface FirstParts {
  readonly id: Probe;
  readonly applies: FirstQuestion['applies'];
  /** What is sent; undefined where there is no credential to ask with. */
  readonly request: (
    known: FirstKnown,
  ) => TwilioQuestion | undefined | Promise<TwilioQuestion | undefined>;
  /** What the reply shows, where it is the resource that was asked for. */
  readonly shows: (reply: TwilioReply, accountSid: string) => string | undefined;
  /** What Twilio's plain no (20003) means for this question. */
  readonly rejected: string;
  readonly words: QuestionWords;
}

const MEANINGS: Readonly<Record<Exclude<AnswerMeaning, 'rejected'>, string>> = {
  resource: 'not the resource that was asked for: it proves nothing',
  'test-credentials': 'the pair is right, and a test pair',
  inactive: 'the account is not active',
  'no-permission': 'a permission is missing, which says nothing against the credential',
  'not-found': 'Twilio does not find it',
  'open-to-all': 'it answers anyone: it proves nothing',
  'other-error': "another error of Twilio's: it says nothing about the credential",
  'rate-limited': 'too many requests: it says nothing about the credential',
  unavailable: 'an outage at Twilio: it says nothing about the credential',
  unexpected: 'not an answer of Twilio: it says nothing about the credential',
  'no-answer': 'no answer: it says nothing about the credential',
};

/** Makes a first question of what is its own; how a reply is sent and read is common to all. */
export function firstQuestion(parts: FirstParts): FirstQuestion {
  const { id, applies, request, shows, rejected, words } = parts;
  return {
    id,
    applies,
    words,
    ask: async (known, send) => {
      const question = await request(known);
      return question && (await send(question));
    },
    read: (reply, accountSid) => {
      if (reply === undefined) return [];
      const meaning = answerMeaning(reply);
      return [meaning === 'rejected' ? rejected : (shows(reply, accountSid) ?? MEANINGS[meaning])];
    },
  };
}
