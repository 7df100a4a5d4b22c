import type * as z from 'zod/mini';
import { type ConfigurationIssue, configurationIssue } from '../configuration-issue.ts';

/**
 * An issue of zod with the value received. The words are those that the schema was given. One issue of
 * zod can be several of ours (unknown keys). Parse with `reportInput`.
 */
export function describeSchemaIssue(issue: z.core.$ZodIssue): readonly ConfigurationIssue[] {
  const { path, message, input } = issue;
  if (issue.code === 'unrecognized_keys') {
    const problems = message.split('\n');
    return issue.keys.map((key, index) =>
      configurationIssue({
        path: [...path, key],
        problem: problems[index] ?? message,
        received: issue.input?.[key],
      }),
    );
  }
  const meant = issue.code === 'invalid_union' ? issue.errors.find(isOfRightType) : undefined;
  if (meant !== undefined) {
    return meant.flatMap((each) => describeSchemaIssue({ ...each, path: [...path, ...each.path] }));
  }
  return input === undefined
    ? [configurationIssue({ path, problem: `is missing; it ${message}` })]
    : [configurationIssue({ path, problem: message, received: input })];
}

/** Whether these are the issues of the option of a union that was meant: a text, or an object. */
function isOfRightType(issues: readonly z.core.$ZodIssue[]): boolean {
  return issues.every(({ code, path }) => code !== 'invalid_type' || path.length > 0);
}
