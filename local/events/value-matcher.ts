/** Whether a leaf matches; undefined stands for a member that the event does not have. */
export type ValueMatcher = (value: unknown) => boolean;

type Maker = (argument: unknown) => ValueMatcher;

/** The comparison operators of this world; EventBridge has more of them. */
const OPERATORS: Readonly<Record<string, Maker>> = {
  prefix: (argument) => affix(argument, (text, part) => text.startsWith(part)),
  suffix: (argument) => affix(argument, (text, part) => text.endsWith(part)),
  'equals-ignore-case': (argument) => {
    const wanted = requireText('equals-ignore-case', argument).toLowerCase();
    return (value) => typeof value === 'string' && value.toLowerCase() === wanted;
  },
  exists: (argument) => {
    if (typeof argument !== 'boolean') throw new Error('exists takes true or false');
    return (value) => (value !== undefined) === argument;
  },
  'anything-but': anythingBut,
  wildcard: (argument) => {
    const pattern = wildcardPattern(requireText('wildcard', argument));
    return (value) => typeof value === 'string' && pattern.test(value);
  },
};

/**
 * Makes the matcher of one element of a pattern's list: a string, number, boolean or null that must be
 * equal, or an operator: `prefix`, `suffix`, `equals-ignore-case`, `exists`, `anything-but`,
 * `wildcard`.
 *
 * Throws for any other operator rather than matching otherwise than AWS.
 */
export function valueMatcher(element: unknown): ValueMatcher {
  if (typeof element !== 'object' || element === null) return (value) => value === element;
  const [[name, argument] = ['', undefined], ...others] = Object.entries(element);
  const maker = Object.hasOwn(OPERATORS, name) ? OPERATORS[name] : undefined;
  if (maker === undefined || others.length > 0) {
    const offered = Object.keys(OPERATORS).join(', ');
    throw new Error(
      `${JSON.stringify(element)} is no operator of this world, which has ${offered}`,
    );
  }
  return maker(argument);
}

/** `"x"` or `{ "equals-ignore-case": "x" }`. */
function affix(argument: unknown, holds: (text: string, part: string) => boolean): ValueMatcher {
  if (typeof argument === 'string') {
    return (value) => typeof value === 'string' && holds(value, argument);
  }
  const inner: unknown = Reflect.get(Object(argument), 'equals-ignore-case');
  const part = requireText('prefix and suffix', inner).toLowerCase();
  return (value) => typeof value === 'string' && holds(value.toLowerCase(), part);
}

/** A value, a list of values, or one of the operators for text over one or more values. */
function anythingBut(argument: unknown): ValueMatcher {
  const refused = [argument].flat().flatMap((each: unknown) => {
    const [[name, inner] = ['', undefined]] =
      typeof each === 'object' && each !== null ? Object.entries(each) : [];
    return name === '' ? [each] : [inner].flat().map((one: unknown) => ({ [name]: one }));
  });
  const matchers = refused.map(valueMatcher);
  return (value) => value !== undefined && !matchers.some((matches) => matches(value));
}

/** `*` stands for any characters, also for none; `\\*` and `\\\\` for themselves. Two in a row are refused. */
function wildcardPattern(text: string): RegExp {
  const parts = text.match(/\\[*\\]|[\s\S]/g) ?? [];
  if (parts.some((part, index) => part === '*' && parts[index + 1] === '*')) {
    throw new Error(`wildcard takes no two * in a row: ${text}`);
  }
  const source = parts.map((part) =>
    part === '*'
      ? '[\\s\\S]*'
      : part.replace(/^\\(?=.)/, '').replace(/[\\^$.*+?()[\]{}|]/g, '\\$&'),
  );
  return new RegExp(`^${source.join('')}$`);
}

function requireText(operator: string, argument: unknown): string {
  if (typeof argument === 'string') return argument;
  throw new Error(`${operator} takes a text, not ${JSON.stringify(argument)}`);
}
