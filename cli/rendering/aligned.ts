const GAP = '  ';

/**
 * Rows of a table as lines: each column is as wide as its widest cell. `paint` may add colour to a cell
 * of a row once it has its width; the first row is 0.
 */
export function aligned(
  rows: readonly (readonly string[])[],
  paint: (cell: string, place: { readonly row: number; readonly column: number }) => string,
): readonly string[] {
  const [head = []] = rows;
  const widths = head.map((_, column) =>
    Math.max(...rows.map((cells) => cells[column]?.length ?? 0)),
  );
  return rows.map((cells, row) =>
    cells
      .map((cell, column) => {
        const isLast = column === cells.length - 1;
        return paint(isLast ? cell : cell.padEnd(widths[column] ?? 0), { row, column });
      })
      .join(GAP),
  );
}
