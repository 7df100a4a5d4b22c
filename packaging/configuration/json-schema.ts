import * as z from 'zod/mini';
import { configurationSchema } from '../../functions/configuration/schema/configuration-schema.ts';

/**
 * The JSON Schema of `preflight.config.json` (draft 7, which editors support best), made from the one
 * zod schema. It describes what may be written, so defaults are not required. It cannot say what
 * settings mean together: `parseConfiguration` may refuse what an editor accepts.
 */
export function configurationJsonSchema(): object {
  return z.toJSONSchema(configurationSchema, { target: 'draft-07', io: 'input' });
}

/** The text of `preflight.schema.json`. */
export function configurationJsonSchemaText(): string {
  return `${JSON.stringify(configurationJsonSchema(), null, 2)}\n`;
}
