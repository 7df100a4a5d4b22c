/** Length in Unicode code points, which is how CodePipeline counts; an emoji is one, not two. */
export function codePointLength(text: string): number {
  return Array.from(text).length;
}

/**
 * The text, or its beginning and `…`, in at most `limit` code points (at least 1). Never cuts inside
 * a surrogate pair; white space before the `…` goes.
 */
export function truncateCodePoints(text: string, limit: number): string {
  const codePoints = Array.from(text);
  if (codePoints.length <= limit) {
    return text;
  }
  const kept = codePoints.slice(0, limit - 1).join('');
  return `${kept.trimEnd()}…`;
}
