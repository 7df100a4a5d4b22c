import type { Section, SectionLine } from '../../functions/domain/rendering/sections/section.ts';
import type { TextOptions } from './outcome.ts';
import { ansiPaint, type Paint, plainPaint } from './paint.ts';
import { wrap } from './wrap.ts';

/** Colour, and where lines wrap; commands do not, so that they can be copied whole. */
export interface Style {
  readonly paint: Paint;
  readonly columns: number;
}

const COLUMNS = 100;

/** The style that these options ask for. */
export function styleOf({ colour = false, columns = COLUMNS }: TextOptions): Style {
  return { paint: colour ? ansiPaint : plainPaint, columns };
}

const HEADING_INDENT = '  ';
const LINE_INDENT = '    ';

/** A section for a terminal: indented, wrapped under its markers; no line for an empty section. */
export function terminalSection({ heading, lines }: Section, style: Style): readonly string[] {
  const body = lines.flatMap((line) => terminalLines(line, style));
  return body.length === 0 || heading === ''
    ? body
    : [`${HEADING_INDENT}${style.paint(heading, 'heading')}`, ...body];
}

function terminalLines(line: SectionLine, { paint, columns }: Style): readonly string[] {
  const { marker, text, verbatim, status } = line;
  if (verbatim) {
    return [`${LINE_INDENT}${marker}${text}`];
  }
  const paintedMarker = status === undefined ? marker : paint(marker, status);
  const hanging = ' '.repeat(marker.length);
  return wrap(text, columns - LINE_INDENT.length - marker.length).map((part, index) =>
    `${LINE_INDENT}${index === 0 ? paintedMarker : hanging}${part}`.trimEnd(),
  );
}
