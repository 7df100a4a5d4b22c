import { isHidden, showValue } from '../../functions/configuration/shown-value.ts';
import { plainLine } from '../../functions/domain/report/text/plain-line.ts';

const LONGEST = 300;

/**
 * Something that was typed, as it may stand in a message: one line, at most 300 characters, and not
 * at all when it holds what looks like a secret, since people paste tokens into the wrong place.
 */
export function shownArgument(text: string): string {
  const shown = showValue(text);
  return isHidden(shown) ? shown : plainLine(text).slice(0, LONGEST);
}
