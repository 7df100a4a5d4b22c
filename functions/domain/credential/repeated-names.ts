/** In valid JSON: a string, a structural character, or the rest of a literal. White space falls out. */
const TOKEN = /"(?:[^"\\]+|\\.)*"|[{}[\]:,]|[^\s{}[\]:,"]+/g;

const DEPTH_CHANGES: ReadonlyMap<string, number> = new Map([
  ['{', 1],
  ['[', 1],
  ['}', -1],
  [']', -1],
]);

/**
 * The top-level names that stand more than once with different values in the text of a JSON object.
 * `JSON.parse` keeps the last and says nothing; other parsers keep the first.
 * `text` must be valid JSON with an object at the top. The names may be secrets put in the wrong
 * place: look known names up, print nothing else.
 */
export function repeatedNames(text: string): ReadonlySet<string> {
  const seen = new Map<string, string>();
  const repeated = new Set<string>();
  for (const [name, source] of topLevelMembers(text)) {
    const earlier = seen.get(name);
    if (earlier !== undefined && earlier !== source) repeated.add(name);
    seen.set(name, source);
  }
  return repeated;
}

function topLevelMembers(text: string): readonly (readonly [name: string, source: string])[] {
  const inside = text.trim().slice(1, -1);
  let member: string[] = [];
  const members = [member];
  let depth = 0;
  for (const [token] of inside.matchAll(TOKEN)) {
    depth += DEPTH_CHANGES.get(token) ?? 0;
    if (depth === 0 && token === ',') {
      member = [];
      members.push(member);
    } else {
      member.push(token);
    }
  }
  return members.flatMap(([name, ...value]) =>
    name === undefined ? [] : [[JSON.parse(name), value.join('')] as const],
  );
}
