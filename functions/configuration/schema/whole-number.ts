import * as z from 'zod/mini';
import { type TextWords, words } from './text-rule.ts';

/** What a number setting must be: bounds for the program, words for its errors. */
export interface NumberRule extends Pick<TextWords, 'what' | 'allowed'> {
  readonly minimum: number;
  readonly maximum: number;
}

/** A setting that is a whole number within bounds, both included. */
export function wholeNumber({ minimum, maximum, ...said }: NumberRule): z.ZodMiniNumberFormat {
  return z.int().check(z.minimum(minimum), z.maximum(maximum)).register(words, said);
}
