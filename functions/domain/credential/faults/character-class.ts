const CLASSES: readonly (readonly [pattern: RegExp, name: string])[] = [
  [/[g-zG-Z]/, 'a letter that is no hexadecimal digit'],
  [/[a-fA-F0-9]/, 'a letter or digit'],
  [/[-_]/, 'a hyphen or underscore'],
  [/[+/=]/, 'a base64 character (+, / or =)'],
  [/%/, 'a percent sign, as in URL encoding'],
  [/\\/, 'a backslash'],
  [/[!-~]/, 'a punctuation character'],
  [/[‐-―−]/, 'a typographic dash'],
  [/\uFFFD/, 'a replacement character, the mark of a wrong decoding'],
  [/[\uFF01-\uFF5E]/, 'a full-width character that looks like ASCII'],
  [/\p{Script=Cyrillic}/u, 'a Cyrillic letter that may look like a Latin one'],
  [/\p{Script=Greek}/u, 'a Greek letter that may look like a Latin one'],
  [/\p{Letter}/u, 'a letter outside ASCII'],
  [/\p{Number}/u, 'a digit outside ASCII'],
];

/**
 * The class of one visible character, with its article, for a message that may not show the
 * character itself: it is part of a secret.
 */
export function describeCharacter(character: string): string {
  const known = CLASSES.find(([pattern]) => pattern.test(character));
  return known?.[1] ?? 'a symbol outside ASCII';
}
