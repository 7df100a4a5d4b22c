import { toJSONSchema, type ZodType } from 'zod';
import * as z from 'zod/mini';
import { configurationSchema } from '../../functions/configuration/schema/configuration-schema.ts';
import {
  fleetReportSchema,
  memberResultSchema,
} from '../../functions/domain/model/schemas/fleet-schema.ts';
import { reportSchema } from '../../functions/domain/model/schemas/report-schema.ts';

/**
 * The JSON Schema of `preflight.config.json` (draft 7, which editors support best), made from the one
 * zod schema. It describes what may be written, so defaults are not required. It cannot say what
 * settings mean together: `parseConfiguration` may refuse what an editor accepts.
 */
export function configurationJsonSchema(): object {
  return z.toJSONSchema(configurationSchema, { target: 'draft-07', io: 'input' });
}

/**
 * The JSON Schema of a report (`schemaVersion` 1, draft 7), made from the schema by which `invoke` reads
 * one. Members that a newer version adds are allowed. `definitions` has the report of a fleet, and one
 * member's result.
 */
export function reportJsonSchema(): object {
  const definitions = {
    fleetReport: jsonSchemaOf(fleetReportSchema),
    memberResult: jsonSchemaOf(memberResultSchema),
  };
  return { title: 'Report of twilio-preflight', ...jsonSchemaOf(reportSchema), definitions };
}

function jsonSchemaOf(schema: ZodType): object {
  return toJSONSchema(schema, { target: 'draft-07', io: 'input' });
}

/** A JSON Schema as its file holds it. */
export function schemaText(schema: object): string {
  return `${JSON.stringify(schema, null, 2)}\n`;
}
