import * as z from 'zod';

/** Operator → key → values. */
type Condition = Readonly<Record<string, Readonly<Record<string, readonly string[]>>>>;

/** One statement; every value that may be a list is one. */
export interface Statement {
  readonly effect: 'Allow' | 'Deny';
  readonly principal: string | undefined;
  readonly actions: readonly string[];
  readonly resources: readonly string[];
  readonly condition: Condition | undefined;
}

const listOf = z.union([z.string(), z.array(z.string())]).transform((value) => [value].flat());
const conditionSchema = z.record(z.string(), z.record(z.string(), listOf));

const statementSchema: z.ZodType<Statement> = z
  .strictObject({
    Sid: z.string().optional(),
    Effect: z.enum(['Allow', 'Deny']),
    Principal: z.strictObject({ AWS: z.string() }).optional(),
    Action: listOf,
    Resource: listOf.default([]),
    Condition: conditionSchema.optional(),
  })
  .transform(({ Effect, Principal, Action, Resource, Condition }) => ({
    effect: Effect,
    principal: Principal?.AWS,
    actions: Action,
    resources: Resource,
    condition: Condition,
  }));

const documentSchema = z.union([
  z
    .strictObject({ Version: z.literal('2012-10-17'), Statement: z.array(statementSchema) })
    .transform(({ Statement }) => Statement),
  statementSchema.transform((statement) => [statement]),
]);

/** What one action may be done to, and when: a statement has one per action and resource. */
export interface Permission {
  readonly action: string;
  readonly resource: string;
  readonly condition: Condition | undefined;
}

/** Reads a policy, or a statement on its own. Throws for an element that it does not know. */
export function readPolicy(value: unknown): readonly Statement[] {
  return documentSchema.parse(value);
}

/**
 * The permissions that allow something, sorted, each once: two policies that allow the same have the
 * same, however their statements are cut.
 */
export function permissionsOf(statements: readonly Statement[]): readonly Permission[] {
  const all = statements.filter(({ effect }) => effect === 'Allow').flatMap(permissionsIn);
  const distinct = new Map(all.map((permission) => [JSON.stringify(permission), permission]));
  return [...distinct.keys()].toSorted().flatMap((key) => distinct.get(key) ?? []);
}

function permissionsIn({ actions, resources, condition }: Statement): readonly Permission[] {
  return actions.flatMap((action) =>
    resources.map((resource) => ({ action, resource, condition: condition && sorted(condition) })),
  );
}

/** The order of values in a condition means nothing. */
function sorted(condition: Condition): Condition {
  return Object.fromEntries(
    Object.entries(condition).map(([operator, keys]) => [
      operator,
      Object.fromEntries(Object.entries(keys).map(([key, values]) => [key, values.toSorted()])),
    ]),
  );
}
