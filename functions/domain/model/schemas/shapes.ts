import * as z from 'zod';

/** Longest text that is read from another process: no report of ours comes near it. */
const MAX_TEXT = 20_000;

export const text = z.string().max(MAX_TEXT);
export const optionalText = z.optional(text);
export const verdict = z.enum(['pass', 'warn', 'inconclusive', 'fail']);
export const confidence = z.enum(['proven', 'likely', 'possible']);
export const versionStage = z.enum(['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING']);
/**
 * What set off a run: the gate's form, or the function. `alarm`: Twilio refused an application's own calls.
 * In version 0.1.0 `pipeline` stood for every form that a caller waits for, and `schedule` for health too.
 */
export const trigger = z.enum([
  'pipeline',
  'condition',
  'code-deploy',
  'ecs',
  'deployment',
  'manual',
  'schedule',
  'secret-change',
  'alarm',
  'health',
  'cli',
  'fleet',
]);

/**
 * An object whose unknown members, those of a newer version, are kept and are no part of its type: two
 * versions read each other's JSON.
 */
export function open<Shape extends z.core.$ZodShape>(
  shape: Shape,
): z.ZodType<Readonly<z.output<z.ZodObject<Shape>>>> {
  // zod's type of a loose object has an index signature, by which a misspelt member would be accepted.
  return z.looseObject(shape) as unknown as z.ZodType<Readonly<z.output<z.ZodObject<Shape>>>>;
}

/** A list that is not changed. */
export function list<Item extends z.ZodType>(item: Item): z.ZodReadonly<z.ZodArray<Item>> {
  return z.array(item).readonly();
}

/** `family.name`; the check `test-call` is a family of one. */
const ID = /^[a-z][a-z-]*(?:\.[a-z][a-z-]*)?$/;

/** An id that this version knows, or one of the same form that a newer version knows. */
export function idOf<Id extends string = string>(): z.ZodType<Id> {
  // The type narrows what callers write; a newer version's ids are read all along, so it is no union at run time.
  return z.string().regex(ID) as unknown as z.ZodType<Id>;
}
