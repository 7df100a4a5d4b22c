import { findNodeAtLocation, parseTree } from 'jsonc-parser';

/** Where something stands in a text; lines and columns count from 1, columns in UTF-16 units. */
export interface Position {
  readonly line: number;
  readonly column: number;
}

/**
 * Where each environment of a configuration's text is declared: the position of its name. An environment
 * that is not declared has none, and a text that is no configuration declares none. Never throws.
 */
export function declaredPositions(text: string): ReadonlyMap<string, Position> {
  const json = text.replace(/^\uFEFF/, '');
  const tree = parseTree(json, [], { allowTrailingComma: true });
  const declared = tree && findNodeAtLocation(tree, ['environments']);
  const properties = declared?.type === 'object' ? (declared.children ?? []) : [];
  return new Map(
    properties.map(({ offset, children: [name] = [] }) => [
      String(name?.value),
      positionAt(json, offset),
    ]),
  );
}

function positionAt(text: string, offset: number): Position {
  const lines = text.slice(0, offset).split(/\r\n|\r|\n/);
  return { line: lines.length, column: (lines.at(-1)?.length ?? 0) + 1 };
}
