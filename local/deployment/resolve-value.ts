/**
 * What `Ref` and `Fn::GetAtt` stand for. Keys are logical ids and pseudo parameters for `Ref`, and
 * `LogicalId.Attribute` for attributes, `Mapping.Key.Name` for mappings.
 */
export type References = ReadonlyMap<string, string>;

/**
 * Resolves a template value to a string, as CloudFormation does at deploy: `Ref`, `Fn::GetAtt`,
 * `Fn::FindInMap`, `Fn::Join`, `Fn::Sub`, `Fn::Select` from a list or from `Fn::Split`, and scalars.
 *
 * Throws for any other intrinsic function and for what `references` does not know, rather than
 * running a function with a variable that AWS would have set otherwise.
 */
export function resolveValue(value: unknown, references: References): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  const [[name, argument] = ['', undefined], ...others] = Object.entries(value ?? {});
  const resolver = INTRINSICS[name];
  if (resolver === undefined || others.length > 0) {
    throw new Error(`The local deployment cannot resolve ${JSON.stringify(value)}.`);
  }
  return resolver(argument, references);
}

type Resolver = (argument: unknown, references: References) => string;

const INTRINSICS: Readonly<Record<string, Resolver>> = {
  Ref: (id, references) => lookUp(String(id), references),
  'Fn::GetAtt': (path, references) =>
    lookUp(Array.isArray(path) ? path.join('.') : String(path), references),
  'Fn::FindInMap': (path, references) =>
    lookUp(
      (path as readonly unknown[]).map((part) => resolveValue(part, references)).join('.'),
      references,
    ),
  'Fn::Join': (argument, references) => {
    const [separator, parts] = argument as readonly [string, readonly unknown[]];
    return parts.map((part) => resolveValue(part, references)).join(separator);
  },
  'Fn::Select': (argument, references) => {
    const [index, list] = argument as readonly [string | number, unknown];
    const picked = resolveList(list, references)[Number(index)];
    if (picked === undefined) throw new Error(`Fn::Select finds no element ${index} in its list.`);
    return picked;
  },
  'Fn::Sub': (text, references) =>
    resolveValue(text, references).replace(/\$\{([^!}][^}]*)\}/g, (_all, id: string) =>
      lookUp(id, references),
    ),
};

function resolveList(value: unknown, references: References): readonly string[] {
  if (Array.isArray(value)) return value.map((element) => resolveValue(element, references));
  const split: unknown = Reflect.get(Object(value), 'Fn::Split');
  const [separator, text] = Array.isArray(split) ? split : [];
  return resolveValue(text, references).split(String(separator));
}

function lookUp(id: string, references: References): string {
  const value = references.get(id);
  if (value === undefined) throw new Error(`The local deployment does not know ${id}.`);
  return value;
}

/**
 * Resolves every intrinsic function in a property that is JSON, such as an event pattern; numbers,
 * booleans and null stay what they are. Throws as `resolveValue` does.
 */
export function resolveTree(value: unknown, references: References): unknown {
  if (typeof value !== 'object' || value === null) return value;
  if (Array.isArray(value)) return value.map((element) => resolveTree(element, references));
  const entries = Object.entries(value);
  const [[name] = ['']] = entries;
  const isIntrinsic = entries.length === 1 && (name === 'Ref' || name.startsWith('Fn::'));
  if (isIntrinsic) return resolveValue(value, references);
  return Object.fromEntries(entries.map(([key, member]) => [key, resolveTree(member, references)]));
}
