import * as z from 'zod/mini';

/** What a text or a number must look like, in words. */
export interface TextWords {
  /** Completes "is not …": `an Account SID`. */
  readonly what: string;
  /** Completes "allowed: …". */
  readonly allowed: string;
  /** Names a known mistake by its form; the answer replaces "is not …". Never quotes the value. */
  readonly diagnose?: (value: string) => string | undefined;
}

/** What a text setting must look like, for the program and in words. */
export interface TextRule extends TextWords {
  /** Anchored at both ends, without flags, so that it means the same in the JSON Schema. */
  readonly pattern: RegExp;
}

/** The words of each schema that was made from a rule, for {@link wordsOf}. */
export const words: z.core.$ZodRegistry<TextWords> = z.registry<TextWords>();

/** A text setting that follows a rule. */
export function text(rule: TextRule): z.ZodMiniString {
  const { pattern, ...said } = rule;
  return z.string().check(z.regex(pattern)).register(words, said);
}

/** The words a schema was made with, if it was made from a rule. */
export function wordsOf(schema: z.core.$ZodType): TextWords | undefined {
  return words.get(schema);
}
