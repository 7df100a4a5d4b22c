import * as z from 'zod/mini';
import { didYouMean } from '../../domain/text/nearest-name.ts';

// Every schema says what its setting must be: the message completes a sentence that begins with the path.

/** What the JSON Schema says about a setting beside its type; editors show it. */
export interface Description {
  readonly title: string;
  readonly description: string;
  /** How many of an object's settings may be given; zod cannot derive this from a refinement. */
  readonly minProperties?: number | undefined;
  readonly maxProperties?: number | undefined;
}

/** What a text setting must look like, for the program and in words. */
export interface TextRule {
  /** Anchored at both ends, without flags, so that it means the same in the JSON Schema. */
  readonly pattern: RegExp;
  /** Completes "must be …": `an AWS Region by its code, such as us-east-1`. */
  readonly what: string;
  /** Names a known mistake by its form; completes "this one …". Never quotes the value. */
  readonly diagnose?: (value: string) => string | undefined;
}

type Shape = Readonly<Record<string, z.ZodMiniType>>;

/**
 * The very schema that was given, now described in the JSON Schema made from it. Give one that was made
 * in place: a description of a shared schema would be said wherever it is used.
 */
export function described<Schema extends z.ZodMiniType>(
  schema: Schema,
  description: Description,
): Schema {
  z.globalRegistry.add(schema, { ...description });
  return schema;
}

/** A text that follows a rule. */
export function text({ pattern, what, diagnose }: TextRule): z.ZodMiniString {
  const error = ({ input }: { readonly input?: unknown }): string => {
    const mistake = typeof input === 'string' ? diagnose?.(input) : undefined;
    return `must be ${what}${mistake === undefined ? '' : `; this one ${mistake}`}`;
  };
  return z.string({ error }).check(z.regex(pattern));
}

/** A whole number within bounds, both included. */
export function wholeNumber(minimum: number, maximum: number): z.ZodMiniNumberFormat {
  const error = `must be a whole number from ${minimum} to ${maximum}`;
  return z.int({ error }).check(z.minimum(minimum), z.maximum(maximum));
}

/** True or false. */
export function flag(): z.ZodMiniBoolean {
  return z.boolean('must be true or false');
}

/** One of several texts. */
export function oneOf<const Value extends string>(
  values: readonly Value[],
): z.ZodMiniEnum<z.core.util.ToEnum<Value>> {
  const must = `must be one of ${values.map((value) => JSON.stringify(value)).join(', ')}`;
  const error = ({ input }: { readonly input?: unknown }): string => {
    if (typeof input !== 'string') return must;
    return `${must}${didYouMean(input, values)}`;
  };
  return z.enum(values, { error });
}

/** An object of which exactly one setting is given. */
export function oneSetting<Known extends Shape>(
  known: Known,
  description: Description,
): z.ZodMiniObject<Known, z.core.$strict> {
  const names = Object.keys(known).join(', ');
  const isOne = z.refine<object>((given) => Object.keys(given).length === 1, {
    error: `must have exactly one of ${names}`,
  });
  return described(settings(known, `exactly one of ${names}`).check(isOne), {
    ...description,
    minProperties: 1,
    maxProperties: 1,
  });
}

/**
 * An object of settings and of no other key. An unknown key is answered with the setting that was probably
 * meant; zod makes one issue of all unknown keys, whose message has a line for each.
 */
export function settings<Known extends Shape>(
  known: Known,
  allowed: string = Object.keys(known).join(', '),
): z.ZodMiniObject<Known, z.core.$strict> {
  const names = Object.keys(known);
  return z.strictObject(known, {
    error: (issue) =>
      issue.code === 'unrecognized_keys'
        ? issue.keys
            .map(
              (key) => `is not a setting${didYouMean(key, names)}; there are ${names.join(', ')}`,
            )
            .join('\n')
        : `must be an object with ${allowed}`,
  });
}
