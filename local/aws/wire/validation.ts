import { z } from 'zod';
import { AwsError } from './aws-error.ts';

type Issue = z.core.$ZodIssue;

/** A string of `min` to `max` Unicode code points, the unit in which AWS's models count. */
export function text(min: number, max: number): z.ZodString {
  return measured(min, max, (value) => [...value].length);
}

/** A string of `min` to `max` bytes as UTF-8, the unit of Secrets Manager's value quota. */
export function utf8(min: number, max: number): z.ZodString {
  return measured(min, max, (value) => Buffer.byteLength(value));
}

/** A base64 string of `min` to `max` decoded bytes: the JSON form of AWS's blobs. */
export function blob(min: number, max: number): z.ZodString {
  return measured(min, max, (value) => Buffer.from(value, 'base64').length);
}

function measured(min: number, max: number, lengthOf: (value: string) => number): z.ZodString {
  return z.string().check(({ value, issues }) => {
    const length = lengthOf(value);
    const rest = { origin: 'string', inclusive: true, input: value } as const;
    if (length < min) issues.push({ code: 'too_small', minimum: min, ...rest });
    if (length > max) issues.push({ code: 'too_big', maximum: max, ...rest });
  });
}

/**
 * Parses the input of an operation, or throws what AWS answers.
 *
 * - `SerializationException`: a member has another JSON type than the model's.
 * - `ValidationException`: `1 validation error detected: Value at 'jobId' failed to satisfy
 *   constraint: …`. Values are left out, as AWS does for sensitive members.
 */
export function parseInput<Schema extends z.ZodType>(
  schema: Schema,
  input: unknown,
): z.output<Schema> {
  const parsed = schema.safeParse(input, { reportInput: true });
  if (parsed.success) return parsed.data;
  const issues = parsed.error.issues;
  const mistyped = issues.find((issue) => issue.code === 'invalid_type' && !isAbsent(issue));
  if (mistyped?.code === 'invalid_type') {
    throw new AwsError(
      'SerializationException',
      `Expected ${mistyped.expected} at '${memberPath(mistyped)}'.`,
    );
  }
  const count = `${issues.length} validation error${issues.length === 1 ? '' : 's'} detected`;
  throw new AwsError('ValidationException', `${count}: ${issues.map(describe).join('; ')}`);
}

function describe(issue: Issue): string {
  return `Value at '${memberPath(issue)}' failed to satisfy constraint: ${constraint(issue)}`;
}

function constraint(issue: Issue): string {
  if (issue.code === 'too_small') {
    return `Member must have ${measure(issue.origin)} greater than or equal to ${issue.minimum}`;
  }
  if (issue.code === 'too_big') {
    return `Member must have ${measure(issue.origin)} less than or equal to ${issue.maximum}`;
  }
  if (issue.code === 'invalid_value') {
    return `Member must satisfy enum value set: [${issue.values.map(String).join(', ')}]`;
  }
  if (issue.code === 'unrecognized_keys') {
    return `this local AWS does not have the member ${issue.keys.join(', ')}`;
  }
  if (issue.code === 'invalid_format') {
    return `Member must satisfy regular expression pattern: ${patternOf(issue)}`;
  }
  return isAbsent(issue) ? 'Member must not be null' : issue.message;
}

function measure(origin: string): string {
  return origin === 'number' || origin === 'int' ? 'value' : 'length';
}

/** The model's pattern: without zod's slashes and the anchors that AWS's models imply. */
function patternOf(issue: {
  readonly pattern?: string | undefined;
  readonly format: string;
}): string {
  return issue.pattern?.replace(/^\/\^?|\$?\/[a-z]*$/g, '') ?? issue.format;
}

function isAbsent(issue: Issue): boolean {
  return issue.input === undefined || issue.input === null;
}

/** AWS names members in camelCase here whatever the wire calls them: `SecretId` → `secretId`. */
function memberPath(issue: Issue): string {
  return issue.path
    .map(String)
    .map((name) => name.charAt(0).toLowerCase() + name.slice(1))
    .join('.');
}
