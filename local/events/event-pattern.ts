import { type ValueMatcher, valueMatcher } from './value-matcher.ts';

/** Whether an event, or a part of one, is as a pattern wants it. */
export type EventPattern = (event: unknown) => boolean;

/**
 * Makes a matcher of an event pattern: every member that the pattern names must match one element of its
 * list; of a list in the event one value is enough. `$or` takes alternatives.
 *
 * Source: https://docs.aws.amazon.com/eventbridge/latest/userguide/eb-create-pattern-operators.html.
 * Throws for what AWS refuses and for an operator that this world does not have, with the path to it.
 */
export function eventPattern(pattern: unknown, path = 'EventPattern'): EventPattern {
  if (typeof pattern !== 'object' || pattern === null || Array.isArray(pattern)) {
    throw new Error(`${path} must be an object, not ${JSON.stringify(pattern)}`);
  }
  const members = Object.entries(pattern).map(([name, member]) =>
    memberPattern(name, member, `${path}.${name}`),
  );
  if (members.length === 0) throw new Error(`${path} is empty: it would match nothing`);
  return (event) => members.every((matches) => matches(event));
}

function memberPattern(name: string, member: unknown, path: string): EventPattern {
  if (name === '$or') return anyOf(member, path);
  if (!Array.isArray(member)) {
    const nested = eventPattern(member, path);
    // Without the member nothing can match in it, except that something must not exist there.
    return (event) => {
      const values = valuesAt(event, name);
      return values.length === 0 ? nested({}) : values.some(nested);
    };
  }
  const matchers = elementMatchers(member, path);
  return (event) => {
    const values = valuesAt(event, name);
    const leaves = values.length === 0 ? [undefined] : values;
    return leaves.some((value) => matchers.some((matches) => matches(value)));
  };
}

function elementMatchers(elements: readonly unknown[], path: string): readonly ValueMatcher[] {
  if (elements.length === 0) throw new Error(`${path} is an empty list`);
  return elements.map((element) => {
    try {
      return valueMatcher(element);
    } catch (error) {
      throw new Error(`${path}: ${error instanceof Error ? error.message : ''}`, { cause: error });
    }
  });
}

function anyOf(alternatives: unknown, path: string): EventPattern {
  if (!Array.isArray(alternatives) || alternatives.length === 0) {
    throw new Error(`${path} must be a list of patterns`);
  }
  const patterns = alternatives.map((each) => eventPattern(each, path));
  return (event) => patterns.some((matches) => matches(event));
}

/** The member of an object, or of every object of a list; lists are flattened. */
function valuesAt(event: unknown, name: string): readonly unknown[] {
  return [event].flat().flatMap((each: unknown) => {
    if (typeof each !== 'object' || each === null || !Object.hasOwn(each, name)) return [];
    const value: unknown = Reflect.get(each, name);
    return Array.isArray(value) ? value : [value];
  });
}
