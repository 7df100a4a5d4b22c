import { isSameQuestion } from '../facts/follow-up-answers.ts';
import type { QuestionId } from '../model/follow-up.ts';

/**
 * One thing that can be asked, in one object. `Id` is the question as data, as the evidence records it;
 * `Known` is what is known when it is asked; `Ports` is what it asks through.
 */
export interface Question<Id, Known, Ports, Outcome> {
  readonly id: Id;
  /** Whether the answer would say something that is not known yet. Pure. */
  readonly applies: (known: Known) => boolean;
  /** Asks it. What the world does is the outcome; it throws for a defect only. */
  readonly ask: (known: Known, ports: Ports) => Promise<Outcome>;
  /** What the outcome says by itself, a clause for each conclusion. Never a secret's value. */
  readonly read: (outcome: Outcome, accountSid: string) => readonly string[];
  readonly words: QuestionWords;
}

export interface QuestionWords {
  /** Without its question mark: `does AWSPREVIOUS work`. */
  readonly asked: string;
  /** What the answer is good for. */
  readonly why: string;
}

/** The question that a record names; throws where the table has none, a defect. */
export function questionNamed<Named extends { readonly id: QuestionId }>(
  id: QuestionId,
  table: readonly Named[],
): Named {
  const found = table.find((one) => isSameQuestion(one.id, id));
  if (found === undefined) throw new Error(`no question is called ${id.kind}`);
  return found;
}
