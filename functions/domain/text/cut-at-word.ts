const ENDING = '...';

/**
 * An ASCII text, or its beginning up to a whole word and `...`, in at most `limit` characters
 * (at least 4). A first word that is too long by itself is cut where the limit is. Punctuation that
 * would stand before the dots goes.
 */
export function cutAtWord(text: string, limit: number): string {
  if (text.length <= limit) {
    return text;
  }
  const room = limit - ENDING.length;
  const lastSpace = text.lastIndexOf(' ', room);
  const kept = text.slice(0, lastSpace > 0 ? lastSpace : room);
  return `${kept.replace(/[\s.,:;(-]+$/u, '')}${ENDING}`;
}
