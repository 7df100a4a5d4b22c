import { z } from 'zod';
import { valueMatcher } from '../../events/value-matcher.ts';
import { AwsError } from '../wire/aws-error.ts';
import { parseJson } from '../wire/parse-json.ts';
import type { MessageAttributes } from './message.ts';

const scalar = z.union([z.string(), z.number()]);

const conditionSchema = z.union([
  scalar,
  z.boolean(),
  z.null(),
  z.strictObject({ exists: z.boolean() }),
  z.strictObject({ prefix: z.string().min(1) }),
  z.strictObject({ suffix: z.string().min(1) }),
  z.strictObject({ 'anything-but': z.union([scalar, z.array(scalar).min(1)]) }),
]);

const policySchema = z.record(z.string(), z.array(conditionSchema).min(1));

/** An SNS filter policy in the MessageAttributes scope: all keys must match, by any of their conditions. */
export type FilterPolicy = Readonly<z.infer<typeof policySchema>>;

/** SNS's bounds on one policy. */
const MAX_KEYS = 5;
const MAX_COMBINATIONS = 150;

/**
 * Parses the FilterPolicy attribute of a subscription.
 *
 * @throws AwsError `InvalidParameter` for no JSON, more than 5 keys or 150 combinations, or an
 *   operator that this world does not have (`numeric`, `cidr`, `wildcard`, nested keys).
 */
export function parseFilterPolicy(json: string): FilterPolicy {
  const policy = parseJson(json);
  if (policy === undefined) throw rejected('failed to parse JSON');
  const parsed = policySchema.safeParse(policy);
  if (!parsed.success) {
    throw rejected(
      'this local AWS offers lists of values, exists, prefix, suffix and anything-but',
    );
  }
  const conditions = Object.values(parsed.data);
  if (conditions.length > MAX_KEYS)
    throw rejected(`Filter policy can not have more than ${MAX_KEYS} keys`);
  let combinations = 1;
  for (const { length } of conditions) combinations *= length;
  if (combinations > MAX_COMBINATIONS) throw rejected('Filter policy is too complex');
  return parsed.data;
}

/**
 * Whether a message with these attributes passes the policy. One without any passes none but the empty
 * policy: SNS finds `exists: false` true only of a message that has some other attribute.
 * https://docs.aws.amazon.com/sns/latest/dg/attribute-key-matching.html
 */
export function passesFilter(policy: FilterPolicy, attributes: MessageAttributes): boolean {
  const rules = Object.entries(policy);
  if (attributes.size === 0) return rules.length === 0;
  return rules.every(([name, conditions]) => {
    const values = valuesOf(attributes, name);
    return conditions.some((condition) => meets(condition, values));
  });
}

/** The values of an attribute; undefined when the message has none of that name. */
function valuesOf(attributes: MessageAttributes, name: string): readonly unknown[] | undefined {
  const attribute = attributes.get(name);
  if (attribute === undefined) return undefined;
  if (/^Number\b/.test(attribute.dataType)) return [Number(attribute.value)];
  if (attribute.dataType !== 'String.Array') return [attribute.value];
  const list = parseJson(attribute.value);
  return Array.isArray(list) ? list : [];
}

/** `exists` asks for the attribute, every other condition for one of its values. */
function meets(
  condition: z.infer<typeof conditionSchema>,
  values: readonly unknown[] | undefined,
): boolean {
  const asksForAttribute = Object.hasOwn(Object(condition), 'exists');
  const candidates = asksForAttribute ? [values] : (values ?? []);
  return candidates.some(valueMatcher(condition));
}

function rejected(reason: string): AwsError {
  return new AwsError('InvalidParameter', `Invalid parameter: FilterPolicy: ${reason}`);
}
