import { codePointLength } from '../../text/code-points.ts';

/** Lines that belong together, first a heading where it has one. */
export interface Block {
  readonly lines: readonly string[];
  /** 1 is kept longest. Equal ones are kept in the order they stand in. */
  readonly importance: number;
}

const SEPARATOR = '\n\n';
const SHORTENED: Block = { lines: ['… (shortened)'], importance: 1 };

/**
 * The blocks with an empty line between them, in at most `limit` code points. Where they are longer,
 * lines go from the end of the least important blocks first, and the last line says so. A line is
 * kept whole or not at all: half a command must not be there to paste.
 */
export function fitBlocks(blocks: readonly Block[], limit: number): string {
  const whole = join(blocks);
  if (codePointLength(whole) <= limit) {
    return whole;
  }
  let room = limit - blockLength(SHORTENED);
  const parts = blocks
    .map((block, position) => ({ block, position }))
    .toSorted((a, b) => a.block.importance - b.block.importance)
    .map(({ block, position }) => {
      const part = fittingPart(block, room);
      room -= blockLength(part);
      return { part, position };
    })
    .toSorted((a, b) => a.position - b.position);
  return join([...parts.map(({ part }) => part), SHORTENED]);
}

/** The block, or its first lines; nothing where only its heading would be left. */
function fittingPart(block: Block, room: number): Block {
  const lines: string[] = [];
  let length = SEPARATOR.length;
  for (const line of block.lines) {
    length += codePointLength(line) + 1;
    if (length > room) {
      return { ...block, lines: lines.length > 1 ? lines : [] };
    }
    lines.push(line);
  }
  return block;
}

/** An upper bound of what a block takes, its separator included. */
function blockLength({ lines }: Block): number {
  return lines.length === 0 ? 0 : codePointLength(lines.join('\n')) + 1 + SEPARATOR.length;
}

function join(blocks: readonly Block[]): string {
  return blocks
    .filter(({ lines }) => lines.length > 0)
    .map(({ lines }) => lines.join('\n'))
    .join(SEPARATOR);
}
