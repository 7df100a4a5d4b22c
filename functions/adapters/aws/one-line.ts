const LIMIT = 500;
// C0, DEL, C1, and the two separators that some terminals and logs take for line ends.
const CONTROL_CHARACTERS = /[\p{Cc}\u2028\u2029]+/gu;

/**
 * The first line of a service's text, without control characters, at most 500 characters.
 *
 * Only the first: AWS's signature errors go on with the canonical request, and that holds the
 * session token of the caller (`x-amz-security-token`).
 */
export function oneLine(text: string): string {
  const [first = ''] = text.trim().split(/[\r\n\u2028\u2029]/u, 1);
  return Array.from(first.replaceAll(CONTROL_CHARACTERS, ' ').trim().toWellFormed())
    .slice(0, LIMIT)
    .join('');
}
