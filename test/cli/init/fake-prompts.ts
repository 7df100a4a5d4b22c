import { PromptCancelled, type Prompts } from '../../../cli/init/prompts.ts';

/** What a person answers: a value, or what is made of the question; absent keeps what is proposed. */
export type Replies = readonly (readonly [message: RegExp, reply: unknown])[];

/** A person who answers by the message of a question, and what was asked. */
export interface FakePrompts {
  readonly prompts: Prompts;
  /** The first words of each question, in order. */
  readonly asked: readonly string[];
  /** All that was shown: messages, labels, hints, proposals. */
  shown(): string;
}

/** Questions without a reply keep what is proposed. `cancelAt` ends the dialogue at that question, from 0. */
export function fakePrompts(replies: Replies, cancelAt = Number.POSITIVE_INFINITY): FakePrompts {
  const asked: string[] = [];
  const shown: unknown[] = [];
  const reply = (question: { readonly message: string; readonly initial?: unknown }): unknown => {
    if (asked.length === cancelAt) throw new PromptCancelled();
    asked.push(question.message);
    shown.push(question);
    const found = replies.find(([message]) => message.test(question.message));
    return found === undefined ? question.initial : found[1];
  };
  return {
    asked,
    shown: () => JSON.stringify(shown),
    prompts: {
      text: async (question) => {
        const answer = String(reply(question) ?? '');
        const fault = question.refuse(answer);
        if (fault !== undefined) throw new Error(`${question.message}: ${fault}`);
        return answer;
      },
      select: async (question) => {
        const answer = String(reply(question) ?? question.choices[0]?.value);
        if (!question.choices.some(({ value }) => value === answer)) {
          throw new Error(`${question.message}: there is no ${answer}`);
        }
        return answer;
      },
      selectSome: async (question) => reply(question) as readonly string[],
      confirm: async (question) => Boolean(reply(question)),
    },
  };
}
