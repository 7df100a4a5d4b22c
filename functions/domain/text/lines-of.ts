/** The lines of a text that comes in pieces, without what ends them (LF or CRLF); an empty last line is none. */
export async function* linesOf(
  chunks: AsyncIterable<string>,
): AsyncGenerator<string, void, undefined> {
  let begun = '';
  for await (const chunk of chunks) {
    const lines = `${begun}${chunk}`.split('\n');
    begun = lines.splice(-1).join('');
    for (const line of lines) yield withoutReturn(line);
  }
  if (begun !== '') yield withoutReturn(begun);
}

function withoutReturn(line: string): string {
  return line.endsWith('\r') ? line.slice(0, -1) : line;
}
