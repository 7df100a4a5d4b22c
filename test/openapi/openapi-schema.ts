/** A JSON object of a document. */
export type JsonObject = Readonly<Record<string, unknown>>;

/**
 * A schema of an OpenAPI 3.0 document made strict, as JSON Schema.
 *
 * Twilio's documents require nothing and forbid nothing, so as they stand `{}` would be a valid account.
 * Here every property of an object is required and no other is known, save those that the document's
 * own `example` shows (its schemas leave some out, `subresource_uris` of a phone number for one).
 */
export function toStrictSchema(
  document: JsonObject,
  schema: unknown,
  example: unknown,
): JsonObject {
  const { $ref, ...own } = asObject(schema);
  const resolved = typeof $ref === 'string' ? lookUp(document, $ref) : own;
  const { nullable, properties, items, ...rest } = asObject(resolved);
  return {
    ...pickKeywords(rest),
    // A schema without a type allows anything, null included; ajv wants `nullable` beside a type.
    ...(nullable === true && rest['type'] !== undefined ? { nullable } : {}),
    ...(properties === undefined ? {} : toStrictObject(document, asObject(properties), example)),
    ...(items === undefined
      ? {}
      : {
          items: toStrictSchema(document, items, Array.isArray(example) ? example[0] : undefined),
        }),
  };
}

/** The object behind `#/a/b`. Throws when the document has no such part. */
export function lookUp(document: JsonObject, pointer: string): JsonObject {
  const keys = pointer.replace(/^#\//, '').split('/');
  const decoded = keys.map((key) => key.replaceAll('~1', '/').replaceAll('~0', '~'));
  let part: unknown = document;
  for (const key of decoded) part = asObject(part)[key];
  if (part === undefined) throw new Error(`the document has no ${pointer}`);
  return asObject(part);
}

/** `value` as an object; empty for anything else. */
export function asObject(value: unknown): JsonObject {
  return typeof value === 'object' && value !== null ? (value as JsonObject) : {};
}

/** The keywords that say what a value may be; the rest of a schema is documentation. */
const KEYWORDS = ['type', 'format', 'enum', 'pattern', 'minLength', 'maxLength'] as const;

function pickKeywords(schema: JsonObject): JsonObject {
  const given = KEYWORDS.filter((keyword) => schema[keyword] !== undefined);
  return Object.fromEntries(given.map((keyword) => [keyword, schema[keyword]]));
}

function toStrictObject(
  document: JsonObject,
  properties: JsonObject,
  example: unknown,
): JsonObject {
  const examples = asObject(example);
  const declared = Object.entries(properties).map(
    ([name, schema]) => [name, toStrictSchema(document, schema, examples[name])] as const,
  );
  const shown = Object.keys(examples).map((name) => [name, {}] as const);
  return {
    properties: Object.fromEntries([...shown, ...declared]),
    required: Object.keys(properties),
    additionalProperties: false,
  };
}
