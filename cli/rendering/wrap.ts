/**
 * The lines of a text, at most `width` characters each where words allow it: a longer word (a URL, a
 * SID) is never broken, so that it can be copied, and goes on from where the line is, since a new
 * line would not make it fit. An empty text is one empty line.
 */
export function wrap(text: string, width: number): readonly string[] {
  const lines: string[] = [];
  let line = '';
  for (const word of text.split(/\s+/u)) {
    const fits = line.length + 1 + word.length <= width || word.length > width;
    if (line !== '' && !fits) {
      lines.push(line);
      line = word;
    } else {
      line = line === '' ? word : `${line} ${word}`;
    }
  }
  return [...lines, line];
}
