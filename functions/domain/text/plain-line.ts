/** Begins a terminal's colour and cursor sequences (ECMA-48 CSI). */
const SEQUENCE_START = '\u{1b}[';
const LINE_BREAK = /\r\n|[\n\r\u{2028}\u{2029}]/u;

/** Printable ASCII words with single spaces: nearly every text of ours, spared the Unicode patterns. */
const PLAIN_ALREADY = /^(?:[!-~]+(?: [!-~]+)*)?$/;

// As texts: a literal's Unicode properties would be worked out when the file is parsed, at every start.
const CONTROL = '[\\p{Cc}\\p{Zl}\\p{Zp}]';
const INVISIBLE = '[\\p{Cf}\\p{Noncharacter_Code_Point}]';

/**
 * One line that is safe on a terminal, in a console and in a message: white space of any kind,
 * line breaks included, becomes one space; control characters, invisible format characters
 * (bidirectional overrides, zero-width), noncharacters (XML forbids them) and terminal sequences are gone; a lone surrogate becomes
 * U+FFFD. The result has no white space at its ends and may be empty.
 */
export function plainLine(text: string): string {
  if (PLAIN_ALREADY.test(text)) return text;
  return withoutControls(text).replace(/\s+/gu, ' ').trim();
}

/**
 * A command as it may be pasted: as {@link plainLine}, but spaces stay as they are (they may be
 * quoted) and line breaks stay, as `\n`, since a command may go over several lines. Empty lines go.
 */
export function plainCommand(command: string): string {
  return command
    .split(LINE_BREAK)
    .map((line) => withoutControls(line).trimEnd())
    .filter((line) => line !== '')
    .join('\n');
}

function withoutControls(text: string): string {
  return withoutSequences(text)
    .replace(new RegExp(CONTROL, 'gu'), ' ')
    .replace(new RegExp(INVISIBLE, 'gu'), '')
    .toWellFormed();
}

/** Removing the escape character alone would leave `[31m` in the text. */
function withoutSequences(text: string): string {
  const [before, ...after] = text.split(SEQUENCE_START);
  return [before, ...after.map((part) => part.replace(/^[\d;?]*[A-Za-z]/u, ''))].join('');
}
