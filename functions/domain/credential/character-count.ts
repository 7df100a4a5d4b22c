/**
 * `1 character`, `32 characters`: the length of a text as a person counts it, in code points, not
 * in UTF-16 units. The only thing about a secret's content that a message may always say.
 */
export function characterCount(text: string): string {
  const count = [...text].length;
  return count === 1 ? '1 character' : `${count} characters`;
}
