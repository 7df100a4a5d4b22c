import * as z from 'zod/mini';
import type { SettingPath } from '../setting-path.ts';

/**
 * The schema of the setting at a path, without its optional or default wrapping; undefined where the
 * path leaves the schema. Used to tell what is allowed there, so that no text is written twice.
 */
export function schemaAt(root: z.core.$ZodType, path: SettingPath): z.core.$ZodType | undefined {
  let schema: z.core.$ZodType | undefined = unwrap(root);
  for (const segment of path) {
    const inner: z.core.$ZodType | undefined = schema && childOf(schema, segment);
    schema = inner && unwrap(inner);
  }
  return schema;
}

/**
 * The option of a union that was meant by a value: by whether it is a text or an object. Any other
 * schema, and a union that has no such option, stay as they are.
 */
export function optionFor(
  schema: z.core.$ZodType | undefined,
  value: unknown,
): z.core.$ZodType | undefined {
  if (!(schema instanceof z.ZodMiniUnion)) return schema;
  return schema.def.options[optionIndex(schema, value)] ?? schema;
}

/** Position of {@link optionFor} in its union; -1 where there is none. */
export function optionIndex({ def }: z.ZodMiniUnion, value: unknown): number {
  return def.options.findIndex((option) =>
    option instanceof z.ZodMiniObject
      ? typeof value === 'object' && value !== null && !Array.isArray(value)
      : typeof value === 'string',
  );
}

/** The keys that an object schema knows, without those it refuses as not available yet; else none. */
export function knownKeys(schema: z.core.$ZodType | undefined): readonly string[] {
  if (!(schema instanceof z.ZodMiniObject)) return [];
  return Object.keys(schema.shape).filter(
    (key) => !(schemaAt(schema, [key]) instanceof z.ZodMiniNever),
  );
}

function childOf(schema: z.core.$ZodType, segment: PropertyKey): z.core.$ZodType | undefined {
  if (schema instanceof z.ZodMiniRecord) return schema.def.valueType;
  if (schema instanceof z.ZodMiniArray) return schema.def.element;
  if (schema instanceof z.ZodMiniObject && Object.hasOwn(schema.shape, segment)) {
    return schema.shape[String(segment)];
  }
  if (schema instanceof z.ZodMiniUnion) return childOf(optionFor(schema, {}) ?? schema, segment);
  return undefined;
}

function unwrap(schema: z.core.$ZodType): z.core.$ZodType {
  if (
    schema instanceof z.ZodMiniExactOptional ||
    schema instanceof z.ZodMiniDefault ||
    schema instanceof z.ZodMiniPrefault
  ) {
    return unwrap(schema.def.innerType);
  }
  return schema;
}
