/** One of several answers. */
export interface Choice {
  readonly value: string;
  readonly label: string;
  readonly hint?: string | undefined;
}

export interface TextQuestion {
  readonly message: string;
  /** Stands there already, to be kept or changed. */
  readonly initial?: string | undefined;
  /** What is wrong with an answer; undefined accepts it. */
  readonly refuse: (answer: string) => string | undefined;
}

export interface ChoiceQuestion {
  readonly message: string;
  /** At least one. */
  readonly choices: readonly Choice[];
  readonly initial?: string | undefined;
}

/** Asks a person. Each question rejects with {@link PromptCancelled} when the person ends the dialogue. */
export interface Prompts {
  text(question: TextQuestion): Promise<string>;
  select(question: ChoiceQuestion): Promise<string>;
  /** At least one of the choices. */
  selectSome(
    question: Omit<ChoiceQuestion, 'initial'> & { readonly initial: readonly string[] },
  ): Promise<readonly string[]>;
  confirm(question: { readonly message: string; readonly initial: boolean }): Promise<boolean>;
}

/** What the questions are asked with. */
export interface PromptOptions {
  readonly hasColour: boolean;
  /** Ends the question that is open. */
  readonly signal: AbortSignal;
}

/** The person ended the dialogue (Ctrl-C, Escape). */
export class PromptCancelled extends Error {
  constructor() {
    super('the dialogue was cancelled');
    this.name = 'PromptCancelled';
  }
}
