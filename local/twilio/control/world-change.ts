import { z } from 'zod';
import type { JsonBody } from '../rest/answer.ts';
import type { TwilioWorld } from '../world/twilio-world.ts';

/** One word of the control vocabulary: what it takes, and what it does to the world. */
export interface WorldChange {
  /** Names of the properties it takes besides `change`; `?` marks the optional ones. */
  readonly properties: readonly string[];
  /**
   * Makes the change and returns what the caller needs to go on: the SIDs and secrets of what is new.
   * Throws `ZodError` for other properties than it takes, `WorldError` for what Twilio does not allow.
   */
  apply(world: TwilioWorld, properties: unknown): JsonBody;
}

/** Makes a change of a schema and of the function that gets what the schema let through. */
export function worldChange<Shape extends z.ZodRawShape>(
  shape: Shape,
  apply: (world: TwilioWorld, properties: z.output<z.ZodObject<Shape>>) => JsonBody,
): WorldChange {
  const schema = z.strictObject(shape);
  return {
    properties: Object.entries(schema.shape).map(([name, property]) => {
      const isOptional = z.safeParse(property, undefined).success;
      return isOptional ? `${name}?` : name;
    }),
    apply: (world, properties) => apply(world, schema.parse(properties)),
  };
}
