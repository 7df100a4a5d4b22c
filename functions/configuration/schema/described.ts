import * as z from 'zod/mini';

/** What the JSON Schema says about a setting beside its type; editors show it. */
export interface Description {
  readonly title: string;
  readonly description: string;
  /** For an object with names of its own; zod cannot tell this from a refinement. */
  readonly minProperties?: number;
}

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
