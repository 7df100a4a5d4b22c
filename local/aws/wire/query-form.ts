import { AwsError } from './aws-error.ts';
import type { RawInput } from './operation.ts';

type FormNode = string | Map<string, FormNode>;

/**
 * Parses the form body of AWS's Query protocol into nested members.
 *
 * `MessageAttributes.entry.1.Name=x` and `Tags.member.1.Key=y` become lists; all leaves are strings.
 * An empty list travels as an empty string, see {@link emptyAsList}.
 *
 * @throws AwsError `MalformedQueryString` when a name is both a value and a structure.
 */
export function parseQueryForm(body: string): RawInput {
  const root = new Map<string, FormNode>();
  for (const [name, value] of new URLSearchParams(body)) place(root, name.split('.'), value);
  return structure(root);
}

/** For lists of a schema: Query writes an empty list as `Name=`. */
export function emptyAsList(value: unknown): unknown {
  return value === '' ? [] : value;
}

function place(root: Map<string, FormNode>, path: readonly string[], value: string): void {
  let node = root;
  for (const name of path.slice(0, -1)) {
    const child = node.get(name) ?? new Map<string, FormNode>();
    if (typeof child === 'string') throw malformed(path);
    node.set(name, child);
    node = child;
  }
  const leaf = path.at(-1) ?? '';
  if (node.has(leaf)) throw malformed(path);
  node.set(leaf, value);
}

function malformed(path: readonly string[]): AwsError {
  return new AwsError('MalformedQueryString', `The parameter ${path.join('.')} is given twice.`);
}

function plain(node: FormNode): unknown {
  if (typeof node === 'string') return node;
  const items = node.size === 1 ? (node.get('entry') ?? node.get('member')) : undefined;
  return items instanceof Map ? list(items) : structure(node);
}

function list(items: Map<string, FormNode>): readonly unknown[] {
  return [...items]
    .sort(([left], [right]) => Number(left) - Number(right))
    .map(([, item]) => plain(item));
}

function structure(node: Map<string, FormNode>): RawInput {
  return Object.fromEntries([...node].map(([name, child]) => [name, plain(child)]));
}
