import * as z from 'zod';
import { knownKeys } from './schema-at.ts';
import { wordsOf } from './text-rule.ts';

/**
 * Completes "allowed: …" for a setting, from its schema alone: the rule of a text, the values of an
 * enumeration as JSON, the keys of an object.
 */
export function describeAllowed(schema: z.core.$ZodType | undefined): string {
  if (schema instanceof z.ZodObject) return `an object with ${knownKeys(schema).join(', ')}`;
  if (schema instanceof z.ZodRecord) return 'an object with at least one environment by its name';
  if (schema instanceof z.ZodArray)
    return `a list; each entry ${describeAllowed(schema.def.element)}`;
  if (schema instanceof z.ZodEnum)
    return schema.options.map((each) => JSON.stringify(each)).join(', ');
  if (schema instanceof z.ZodBoolean) return 'true or false';
  if (schema instanceof z.ZodLiteral) return [...schema.values].map(String).join(', ');
  if (schema instanceof z.ZodNever) return 'nothing, leave it out';
  return (schema && wordsOf(schema)?.allowed) ?? 'a text';
}
