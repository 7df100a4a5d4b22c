import * as z from 'zod/mini';
import { type ConfigurationIssue, configurationIssue } from '../configuration-issue.ts';
import { nearestName } from '../nearest-name.ts';
import { type SettingPath, valueAt } from '../setting-path.ts';
import { describeAllowed } from './describe-allowed.ts';
import { knownKeys, optionFor, optionIndex, schemaAt } from './schema-at.ts';
import { wordsOf } from './text-rule.ts';
import { ENVIRONMENT_NAME } from './twilio-rules.ts';
import { UNAVAILABLE_VALUES, unavailable, whyUnavailable } from './unavailable-settings.ts';

/** The text that was parsed, as data, and the schema it was held against. */
export interface SchemaContext {
  readonly root: unknown;
  readonly schema: z.core.$ZodType;
}

/**
 * Puts an issue of zod into our words. zod's own messages are not used: they name neither the
 * value nor the setting that was meant. One issue of zod can be several of ours (unknown keys).
 */
export function explainSchemaIssue(
  issue: z.core.$ZodIssue,
  context: SchemaContext,
): readonly ConfigurationIssue[] {
  if (issue.code === 'unrecognized_keys') {
    return issue.keys.map((key) => explainUnknownKey([...issue.path, key], context));
  }
  if (issue.code === 'invalid_key') return [explainEnvironmentName(issue.path)];
  const received = valueAt(context.root, issue.path);
  const inner = issue.code === 'invalid_union' ? optionIssues(issue, received, context) : [];
  if (inner.length > 0) return inner.flatMap((each) => explainSchemaIssue(each, context));
  const schema = optionFor(schemaAt(context.schema, issue.path), received);
  const allowed = describeAllowed(schema);
  if (received === undefined) {
    return [configurationIssue({ path: issue.path, problem: 'is required and missing', allowed })];
  }
  const problem = isEmptyList(issue, received)
    ? 'is empty'
    : issue.code === 'custom'
      ? 'no environment is declared'
      : describeProblem(issue.path, received, schema);
  return [configurationIssue({ path: issue.path, problem, received, allowed })];
}

function isEmptyList({ code }: z.core.$ZodIssue, received: unknown): boolean {
  return code === 'too_small' && Array.isArray(received);
}

/** The issues of the option that was meant, with their whole path; none where no option was. */
function optionIssues(
  { errors, path }: z.core.$ZodIssueInvalidUnion,
  received: unknown,
  { schema }: SchemaContext,
): readonly z.core.$ZodIssue[] {
  const union = schemaAt(schema, path);
  if (!(union instanceof z.ZodMiniUnion)) return [];
  const issues = errors[optionIndex(union, received)] ?? [];
  return issues.map((issue) => ({ ...issue, path: [...path, ...issue.path] }));
}

function explainUnknownKey(path: SettingPath, context: SchemaContext): ConfigurationIssue {
  const known = knownKeys(optionFor(schemaAt(context.schema, path.slice(0, -1)), {}));
  const nearest = nearestName(String(path.at(-1)), known);
  const hint = nearest === undefined ? '' : `, did you mean ${nearest}?`;
  return configurationIssue({
    path,
    problem: `is not a setting${hint}`,
    received: valueAt(context.root, path),
    allowed: known.join(', '),
  });
}

function explainEnvironmentName(path: SettingPath): ConfigurationIssue {
  return configurationIssue({
    path,
    problem: `is not ${ENVIRONMENT_NAME.what}`,
    received: path.at(-1),
    allowed: ENVIRONMENT_NAME.allowed,
  });
}

function describeProblem(
  path: SettingPath,
  received: unknown,
  schema: z.core.$ZodType | undefined,
): string {
  if (schema instanceof z.ZodMiniNever) {
    return `${unavailable(whyUnavailable(String(path.at(-1))))}; remove it`;
  }
  const setting = path.slice(2).join('.');
  const row = UNAVAILABLE_VALUES.find(
    (each) => each.setting === setting && each.value === received,
  );
  if (row !== undefined) return `${unavailable(row.why)}; ${row.instead}`;
  if (typeof received === 'string' && schema !== undefined) return describeText(received, schema);
  if (typeof received === 'number' && schema instanceof z.ZodMiniNumber) {
    return `is not ${wordsOf(schema)?.what ?? 'a number that is allowed'}`;
  }
  return `has the wrong type: ${typeName(received)}`;
}

function describeText(received: string, schema: z.core.$ZodType): string {
  const words = wordsOf(schema);
  if (words !== undefined) return words.diagnose?.(received) ?? `is not ${words.what}`;
  if (!(schema instanceof z.ZodMiniEnum)) return 'has the wrong type: a text';
  const nearest = nearestName(received, schema.options.map(String));
  return `is none of the values there are${nearest === undefined ? '' : `, did you mean ${nearest}?`}`;
}

function typeName(value: unknown): string {
  if (value === null) return 'null';
  if (Array.isArray(value)) return 'a list';
  const names: Readonly<Record<string, string>> = { object: 'an object', number: 'a number' };
  return names[typeof value] ?? String(value);
}
