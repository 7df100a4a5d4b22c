/** What stands before a line's words and is repeated as white space where it goes on. */
const LEAD = /^\s*(?:[-*] |[0-9]+\. |[A-Za-z]+ +(?=[a-z]+\.[a-z-]+:))?/;

/** Commands are for copying: broken in two they would be two. */
const COMMAND = /^\s*(?:\$ )?(?:aws|npx|npm) /;

/** Breaks a line at its spaces to `width` characters; commands and single long words stay whole. */
export function wrapLine(line: string, width: number): readonly string[] {
  if (line.length <= width || COMMAND.test(line)) return [line];
  const lead = LEAD.exec(line)?.[0] ?? '';
  const lines: string[] = [];
  let current = lead;
  let isEmpty = true;
  for (const word of line.slice(lead.length).split(' ')) {
    if (!isEmpty && current.length + 1 + word.length > width) {
      lines.push(current);
      current = ' '.repeat(lead.length);
      isEmpty = true;
    }
    current += isEmpty ? word : ` ${word}`;
    isEmpty = false;
  }
  return [...lines, current];
}
