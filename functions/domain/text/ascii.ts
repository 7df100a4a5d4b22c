/** What Unicode's own decomposition (NFKD) does not bring to ASCII and names or messages may hold. */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ['‘', "'"],
  ['’', "'"],
  ['‚', "'"],
  ['“', '"'],
  ['”', '"'],
  ['„', '"'],
  ['«', '"'],
  ['»', '"'],
  ['‐', '-'],
  ['–', '-'],
  ['—', '-'],
  ['−', '-'],
  ['•', '-'],
  ['·', '-'],
  ['⁄', '/'],
  ['→', '->'],
  ['×', 'x'],
  ['€', 'EUR'],
  ['ß', 'ss'],
  ['æ', 'ae'],
  ['Æ', 'AE'],
  ['œ', 'oe'],
  ['Œ', 'OE'],
  ['ø', 'o'],
  ['Ø', 'O'],
  ['ł', 'l'],
  ['Ł', 'L'],
  ['đ', 'd'],
  ['Đ', 'D'],
  ['ð', 'd'],
  ['þ', 'th'],
  ['ı', 'i'],
]);

/**
 * The text in printable ASCII (U+0020 to U+007E): letters lose their accents, typographic marks
 * become their typewriter form, control characters become spaces, anything else becomes `?`.
 * May be longer than the text it was given (`…` becomes three dots).
 */
export function toAscii(text: string): string {
  return Array.from(text.normalize('NFKD').replace(/\p{M}/gu, ''), asciiOf).join('');
}

function asciiOf(character: string): string {
  if (/^[ -~]$/u.test(character)) {
    return character;
  }
  return /^\p{Cc}$/u.test(character) ? ' ' : (REPLACEMENTS.get(character) ?? '?');
}
