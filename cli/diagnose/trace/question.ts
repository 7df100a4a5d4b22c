/** One question of a verification in words, whichever wave it belongs to; never with a secret's value. */
export interface Question {
  /** Without its question mark. */
  readonly asked: string;
  readonly why: string;
  readonly answered: string;
  readonly concluded: string;
}
