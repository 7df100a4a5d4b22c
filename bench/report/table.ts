type Cell = string | number;

/**
 * A plain text table: columns two spaces apart, the first aligned left, the others right. Numbers are
 * rounded to what a reader can use: whole from 100, else one decimal, two below 10.
 */
export function table(heading: readonly string[], rows: readonly (readonly Cell[])[]): string {
  const lines = [heading, ...rows.map((row) => row.map(shown))];
  const widths = heading.map((_, column) =>
    Math.max(...lines.map((line) => line[column]?.length ?? 0)),
  );
  return lines.map((line) => alignedLine(line, widths)).join('\n');
}

function alignedLine(line: readonly string[], widths: readonly number[]): string {
  const cells = line.map((cell, column) => {
    const width = widths[column] ?? 0;
    return column === 0 ? cell.padEnd(width) : cell.padStart(width);
  });
  return `  ${cells.join('  ')}`.trimEnd();
}

function shown(cell: Cell): string {
  if (typeof cell === 'string') return cell;
  if (Number.isInteger(cell) || cell >= 100) return Math.round(cell).toLocaleString('en-US');
  return cell.toFixed(cell < 10 ? 2 : 1);
}
