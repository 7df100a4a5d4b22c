import { isHidden, showValue } from '../../functions/configuration/shown-value.ts';
import { plainLine } from '../../functions/domain/text/plain-line.ts';

const LONGEST = 300;
const HIDDEN_JSON = '[not shown: it looks like JSON]';

/**
 * Something that was typed, as it may stand in a message: one line, at most 300 characters, and not
 * at all when it holds what looks like a secret or like a piece of JSON, since people paste
 * credentials into the wrong place.
 */
export function shownArgument(text: string): string {
  if (/[{}"]/.test(text)) return HIDDEN_JSON;
  const shown = showValue(text);
  return isHidden(shown) ? shown : plainLine(text).slice(0, LONGEST);
}
