import type { Section, SectionLine } from '../../functions/domain/rendering/sections/section.ts';
import type { Paint } from './paint.ts';
import { wrap } from './wrap.ts';

/** Lines wrap here; commands do not, so that they can be copied whole. */
export const TERMINAL_COLUMNS = 100;

const HEADING_INDENT = '  ';
const LINE_INDENT = '    ';

/** A section for a terminal: indented, wrapped under its markers; no line for an empty section. */
export function terminalSection({ heading, lines }: Section, paint: Paint): readonly string[] {
  const body = lines.flatMap((line) => terminalLines(line, paint));
  return body.length === 0 || heading === ''
    ? body
    : [`${HEADING_INDENT}${paint(heading, 'heading')}`, ...body];
}

function terminalLines(line: SectionLine, paint: Paint): readonly string[] {
  const { marker, text, verbatim, status } = line;
  if (verbatim) {
    return [`${LINE_INDENT}${marker}${text}`];
  }
  const paintedMarker = status === undefined ? marker : paint(marker, status);
  const hanging = ' '.repeat(marker.length);
  return wrap(text, TERMINAL_COLUMNS - LINE_INDENT.length - marker.length).map((part, index) =>
    `${LINE_INDENT}${index === 0 ? paintedMarker : hanging}${part}`.trimEnd(),
  );
}
