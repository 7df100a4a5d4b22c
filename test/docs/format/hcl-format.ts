/** An attribute that begins and ends in one line: those in adjacent lines stand in one group. */
const ATTRIBUTE = /^ *([\w"-]+)( +)= (.+)$/;
const OPENS = /[[({]$/;
const CLOSES = /^[\])}]/;

interface Attribute {
  readonly line: number;
  readonly name: string;
  /** Spaces between the name and its `=`. */
  readonly gap: number;
}

/**
 * Where a text differs from what `terraform fmt` would write, as `LINE: fault`. Covers what the
 * documented files have: two spaces a level, `=` of adjacent one-line attributes in one column, one
 * space after the longest name, no white space at the end.
 */
export function formatFaults(text: string): readonly string[] {
  const lines = text.split('\n');
  return [...indentationFaults(lines), ...groupsOf(lines).flatMap(alignmentFaults)];
}

function indentationFaults(lines: readonly string[]): readonly string[] {
  const faults: string[] = [];
  let depth = 0;
  for (const [index, line] of lines.entries()) {
    const trimmed = line.trim();
    if (line !== line.trimEnd()) faults.push(`${index + 1}: white space at the end`);
    if (CLOSES.test(trimmed)) depth -= 1;
    if (trimmed !== '' && line.trimEnd() !== `${'  '.repeat(depth)}${trimmed}`) {
      faults.push(`${index + 1}: not indented by ${2 * depth} spaces`);
    }
    if (OPENS.test(trimmed)) depth += 1;
  }
  return faults;
}

function groupsOf(lines: readonly string[]): readonly (readonly Attribute[])[] {
  const groups: Attribute[][] = [];
  let group: Attribute[] = [];
  for (const [index, line] of lines.entries()) {
    const attribute = attributeOf(line, index + 1);
    if (attribute === undefined) group = [];
    else if (group.push(attribute) === 1) groups.push(group);
  }
  return groups;
}

function attributeOf(text: string, line: number): Attribute | undefined {
  const [, name, gap, value] = ATTRIBUTE.exec(text) ?? [];
  if (name === undefined || gap === undefined || value === undefined) return undefined;
  if (OPENS.test(value)) return undefined;
  return { line, name, gap: gap.length };
}

function alignmentFaults(group: readonly Attribute[]): readonly string[] {
  const widest = Math.max(...group.map(({ name }) => name.length));
  return group
    .filter(({ name, gap }) => name.length + gap !== widest + 1)
    .map(({ line, name }) => `${line}: the = of ${name} is not aligned with its neighbours`);
}
