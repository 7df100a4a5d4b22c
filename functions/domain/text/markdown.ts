/**
 * What makes markup, a mention or a link in Slack's or Microsoft Teams' markdown, and the full-width form
 * that looks alike and means nothing. Slack knows no escape character; what a reader sees has to stay.
 */
const REPLACEMENTS: ReadonlyMap<string, string> = new Map([
  ['*', '＊'],
  ['~', '～'],
  ['`', '｀'],
  ['[', '［'],
  [']', '］'],
  ['|', '｜'],
  ['\\', '＼'],
  ['@', '＠'],
  ['#', '＃'],
  // Slack wants these three as entities; in Teams they are entities of markdown itself.
  ['&', '&amp;'],
  ['<', '&lt;'],
  ['>', '&gt;'],
]);

/** Within a word (`my_secret`) an underscore is a plain character in both. */
const UNDERSCORE_AT_EDGE = /(?<!\w)_|_(?!\w)/gu;

/**
 * A text from outside as it may stand in a chat message of the text type `client-markdown`: no markup,
 * no mention, no hidden link. One line stays one line. May be up to five times as long.
 * https://api.slack.com/reference/surfaces/formatting#escaping
 */
export function markdownText(text: string): string {
  const characters = Array.from(text.replace(UNDERSCORE_AT_EDGE, '＿'));
  return characters.map((character) => REPLACEMENTS.get(character) ?? character).join('');
}

/**
 * A command as a block of code, to copy; undefined for one with a character that a chat would change
 * (a backtick, `<`, `>`, `&`): half a command, or another one, must not be there to paste.
 */
export function markdownCommand(command: string): string | undefined {
  return /[`<>&]/u.test(command) ? undefined : `\`\`\`\n${command}\n\`\`\``;
}
