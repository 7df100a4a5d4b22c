import { describe, expect, it } from 'vitest';
import { linesOf } from '../../../../functions/domain/text/lines-of.ts';

async function* inPieces(chunks: readonly string[]): AsyncGenerator<string, void, undefined> {
  yield* chunks;
}

describe('the lines of a text in pieces', () => {
  it.each<[string, readonly string[], readonly string[]]>([
    ['are none where there is no piece', [], []],
    ['are none where the text is empty', [''], []],
    ['are those of one piece', ['a\nb\n'], ['a', 'b']],
    ['include a last one that nothing ends', ['a\nb'], ['a', 'b']],
    ['include empty ones, but for an empty last one', ['\na\n\nb\n'], ['', 'a', '', 'b']],
    ['may go over several pieces', ['a', 'b', 'c\nd', 'e\n'], ['abc', 'de']],
    ['may end where a piece ends', ['a\n', 'b\n'], ['a', 'b']],
    ['end with CRLF too', ['a\r\nb\r\n'], ['a', 'b']],
    ['end with a CRLF that two pieces share', ['a\r', '\nb'], ['a', 'b']],
    ['lose the CR of a last CRLF that is cut off', ['a\r\nb\r'], ['a', 'b']],
    ['keep a CR within them', ['a\rb\n'], ['a\rb']],
  ])('%s', async (_name, chunks, lines) => {
    const read: string[] = [];
    for await (const line of linesOf(inPieces(chunks))) read.push(line);
    expect(read).toEqual(lines);
  });
});
