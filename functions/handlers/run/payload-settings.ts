import * as z from 'zod/mini';
import { ENVIRONMENT_NAME } from '../../configuration/schema/twilio-rules.ts';
import { VERSION_STAGES } from '../../domain/model/version-stages.ts';

// They complete a sentence that begins with the path. zod/mini brings no words of its own.
const NAME =
  'must be the name of an environment: 1 to 64 letters, digits, dots, hyphens and underscores';
const NAMES = 'must be a list of at least one environment name';
const STAGE = `must be one of ${VERSION_STAGES.map((stage) => `"${stage}"`).join(', ')}`;

/**
 * A name of an environment; whether it is declared is not asked here. Only a text of that form is ever
 * repeated in an alert: its reader must not be told what the author of a payload likes.
 */
export const environmentName: z.ZodMiniString = z
  .string(NAME)
  .check(z.regex(ENVIRONMENT_NAME.pattern, NAME));

/** Several names. An empty list is refused: its writer may mean none, or all. */
export const environmentNames: z.ZodMiniArray<z.ZodMiniString> = z
  .array(environmentName, NAMES)
  .check(z.minLength(1, NAMES));

/** One of the stages the gate can read. */
export const versionStage: z.ZodMiniEnum<z.core.util.ToEnum<(typeof VERSION_STAGES)[number]>> =
  z.enum(VERSION_STAGES, STAGE);

const FLAG = 'must be true or false';

/** Whether people are notified of the run, where the alert policy says so. */
export const alerts: z.ZodMiniBoolean = z.boolean(FLAG);

/**
 * Whether a blocked environment is to be an error, for callers that only see errors. Also as a text:
 * the parameters of a stage condition's rule are key-value pairs, whose values are texts.
 */
export const throwOnFailure: z.ZodMiniType<boolean> = z.pipe(
  z.union([z.boolean(), z.enum(['true', 'false'])], FLAG),
  z.transform((value) => value === true || value === 'true'),
);

/**
 * What is wrong with a payload, for the end of a sentence. Paths and what must be there, never values:
 * a stray payload may hold anything. The words are those that each schema was given; zod has none here.
 */
export function describeIssues(error: z.core.$ZodError): string {
  return error.issues.map(describeIssue).join('; ');
}

function describeIssue(issue: z.core.$ZodIssue): string {
  const path = issue.path.length === 0 ? 'the payload' : `"${issue.path.join('.')}"`;
  if (issue.code === 'unrecognized_keys') {
    return `unknown key${issue.keys.length === 1 ? '' : 's'} in ${path}: ${issue.keys.map(shownKey).join(', ')}`;
  }
  return `${path} ${issue.message}`;
}

/** A key is shown only if it has the form of a name: a payload may hold anything. */
export function shownKey(key: string): string {
  return /^[A-Za-z][A-Za-z.-]{0,30}$/.test(key) ? key : '(not shown)';
}
