import * as z from 'zod/mini';
import { knownKeys } from './schema-at.ts';
import { wordsOf } from './text-rule.ts';

/**
 * Completes "allowed: …" for a setting, from its schema alone: the rule of a text, the values of an
 * enumeration as JSON, the keys of an object.
 */
export function describeAllowed(schema: z.core.$ZodType | undefined): string {
  if (schema instanceof z.ZodMiniObject) return `an object with ${knownKeys(schema).join(', ')}`;
  if (schema instanceof z.ZodMiniRecord)
    return 'an object with at least one environment by its name';
  if (schema instanceof z.ZodMiniArray)
    return `a list; each entry ${describeAllowed(schema.def.element)}`;
  if (schema instanceof z.ZodMiniUnion)
    return schema.def.options.map(describeAllowed).join(', or ');
  if (schema instanceof z.ZodMiniEnum)
    return schema.options.map((each) => JSON.stringify(each)).join(', ');
  if (schema instanceof z.ZodMiniBoolean) return 'true or false';
  if (schema instanceof z.ZodMiniLiteral) return schema.def.values.map(String).join(', ');
  if (schema instanceof z.ZodMiniNever) return 'nothing, leave it out';
  return (schema && wordsOf(schema)?.allowed) ?? 'a text';
}
