/** In valid JSON: a string, a structural character, or the rest of a literal. White space falls out. */
const TOKEN = /"(?:[^"\\]+|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

const DEPTH_CHANGES: ReadonlyMap<string, number> = new Map([
  ['{', 1],
  ['[', 1],
  ['}', -1],
  [']', -1],
]);

/** A name of a JSON object and the text of its value, without white space between tokens. */
export type JsonMember = readonly [name: string, source: string];

/**
 * Every member of the object at the top of a JSON text, in order, each as often as it is there: `JSON.parse`
 * keeps the last of two and says nothing; other parsers keep the first. `text` must be valid JSON with an
 * object at the top. Names may be secrets put in the wrong place: search for known ones, print no others.
 */
export function jsonMembers(text: string): readonly JsonMember[] {
  const inside = text.trim().slice(1, -1);
  let member: string[] = [];
  const members = [member];
  let depth = 0;
  for (const token of inside.match(TOKEN) ?? []) {
    depth += DEPTH_CHANGES.get(token) ?? 0;
    if (depth === 0 && token === ',') {
      member = [];
      members.push(member);
    } else {
      member.push(token);
    }
  }
  return members.flatMap(([name, ...value]) =>
    // After the name comes the colon.
    name === undefined ? [] : [[JSON.parse(name), value.slice(1).join('')] as const],
  );
}
