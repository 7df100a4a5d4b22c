/** What paths of a state read: its input, or its context object behind `$$`. */
export interface Scope {
  readonly input: unknown;
  readonly context: unknown;
}

/** `$`, `$$`, and names behind dots: none of the filters, indices and functions that JSONPath has too. */
const PATH = /^\$\$?(?:\.[A-Za-z_][\w-]*)*$/;

/** Whether the driver can read a path. */
export function isKnownPath(text: string): boolean {
  return PATH.test(text);
}

/** The paths of a payload template that the driver cannot read, each with its member's name. */
export function unknownPaths(template: unknown): readonly string[] {
  if (typeof template !== 'object' || template === null) return [];
  return Object.entries(template).flatMap(([name, value]) => {
    if (!name.endsWith('.$')) return unknownPaths(value);
    return typeof value === 'string' && isKnownPath(value) ? [] : [`${name}: ${String(value)}`];
  });
}

/** A path that leads nowhere: Step Functions ends the execution with `States.Runtime`. */
export class MissingPathError extends Error {
  constructor(path: string) {
    super(`The path ${path} leads to nothing in the state's input.`);
    this.name = 'MissingPathError';
  }
}

/** The value at a path. Throws `MissingPathError` where there is none. */
export function valueAt(path: string, { input, context }: Scope): unknown {
  const [root, ...names] = path.split('.');
  let value = root === '$$' ? context : input;
  for (const name of names) {
    if (!Object.hasOwn(Object(value), name)) throw new MissingPathError(path);
    value = Reflect.get(Object(value), name);
  }
  return value;
}

/** A payload template with a value in place of each path. Throws `MissingPathError`. */
export function fillTemplate(template: unknown, scope: Scope): unknown {
  if (typeof template !== 'object' || template === null) return template;
  if (Array.isArray(template)) return template.map((item) => fillTemplate(item, scope));
  return Object.fromEntries(
    Object.entries(template).map(([name, value]) =>
      name.endsWith('.$')
        ? [name.slice(0, -2), valueAt(String(value), scope)]
        : [name, fillTemplate(value, scope)],
    ),
  );
}

/**
 * A state's input with its result at `ResultPath`: in place of it by default, and for null not at all.
 * What is in the way of the path is replaced, as Step Functions does.
 */
export function placeResult(
  path: string | null | undefined,
  input: unknown,
  result: unknown,
): unknown {
  if (path === null) return input;
  const names = (path ?? '$').split('.').slice(1);
  return placed(names, input, result);
}

function placed([name, ...rest]: readonly string[], input: unknown, result: unknown): unknown {
  if (name === undefined) return result;
  const members = { ...Object(input) };
  return { ...members, [name]: placed(rest, members[name], result) };
}
