import { plainLine } from '../text/plain-line.ts';
import { plainWords } from './plain-words.ts';
import type { Scrubber } from './scrub.ts';

/** A longer text is cut before it is looked at: no service says more in one sentence. */
const LONGEST_TEXT = 2_000;

/** What belongs to a text of a service. */
export interface QuoteContext {
  /** Removes the secrets that may be in it; default: none is known. */
  readonly scrub?: Scrubber | undefined;
  /** Names that the caller itself gave to the service and that it may repeat; default none. */
  readonly known?: readonly string[] | undefined;
}

/**
 * What may be shown of a text that a service wrote: one line, without every part of a secret, and of the
 * rest its {@link plainWords}. This is the one place that decides it, whatever the service is.
 */
export function quote(text: string, { scrub, known }: QuoteContext = {}): string {
  const cut = text.slice(0, LONGEST_TEXT);
  // Scrubbed also as it is: what becomes a blank in one line may stand inside a secret.
  const line = plainLine(scrub === undefined ? cut : scrub(cut));
  return plainWords(scrub === undefined ? line : scrub(line), known);
}
