import { isHidden, showValue } from '../../functions/configuration/shown-value.ts';
import { isSecretShaped } from '../../functions/domain/credential/secret-shape.ts';
import { plainLine } from '../../functions/domain/text/plain-line.ts';

const LONGEST = 300;
/** Lambda's own rule for a name or an ARN, with a version or an alias. */
const FUNCTION =
  /^(?:arn:aws[a-z-]*:lambda:[a-z0-9-]+:[0-9]{12}:function:)?[A-Za-z0-9_-]{1,64}(?::[A-Za-z0-9$_-]+)?$/;
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

/** The name or ARN of a function: shown, unless a part of it is of the form of a secret as a whole. */
export function shownFunction(name: string): string {
  const isName = FUNCTION.test(name) && !name.split(/[^A-Za-z0-9]+/).some(isSecretShaped);
  return isName ? name : shownArgument(name);
}
