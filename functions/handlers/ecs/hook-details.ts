import * as z from 'zod/mini';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { type JsonText, readJsonText } from '../run/json-text.ts';
import { describeIssues, environmentName, environmentNames } from '../run/payload-settings.ts';

/** What a hook's own details say. */
export interface HookDetails {
  /** Empty: none are named, so those of the function count. */
  readonly names: readonly string[];
  /** The same as it was written, to be returned with a wait. */
  readonly asGiven: Readonly<Record<string, unknown>>;
}

const details = z.strictObject(
  {
    environment: z.optional(environmentName),
    environments: z.optional(environmentNames),
    preflightWait: z.optional(z.unknown()),
  },
  'must be an object',
);

const ALLOWED = 'Allowed: {"environment":"NAME"} or {"environments":["NAME",…]}, or no hookDetails';

/**
 * Reads `hookDetails`: an object, or the text of one, as CloudFormation takes it. Throws
 * {@link PreflightError} `payload.invalid` for anything it does not know: a misspelt name of a setting
 * would let an unverified deployment pass.
 */
export function parseHookDetails(given: unknown): HookDetails {
  const read = readDetails(given);
  if (!read.ok) throw invalid(read.problem);
  const parsed = details.safeParse(read.value);
  if (!parsed.success) throw invalid(describeIssues(parsed.error));
  const { preflightWait: _, ...asGiven } = parsed.data;
  const { environment, environments } = asGiven;
  if (environment !== undefined && environments !== undefined) {
    throw invalid('give "environment" or "environments", not both');
  }
  return { names: environment === undefined ? (environments ?? []) : [environment], asGiven };
}

/** The token of an earlier attempt. A token only ever bounds a wait: one that is no text is none. */
export function waitTokenOf(given: unknown): string | undefined {
  const read = readDetails(given);
  if (!read.ok) return undefined;
  return z.object({ preflightWait: z.string() }).safeParse(read.value).data?.preflightWait;
}

/**
 * Details to return beside `IN_PROGRESS`: ECS merges them into what it has, and hands them to the next
 * invocation of the same hook. What names the environments is repeated, in case it does not.
 */
export function waitingDetails({ asGiven }: HookDetails, token: string): HookDetails['asGiven'] {
  return { ...asGiven, preflightWait: token };
}

/** Absent and null are the same as no details. */
function readDetails(given: unknown): JsonText {
  return typeof given === 'string' ? readJsonText(given) : { ok: true, value: given ?? {} };
}

function invalid(problem: string): PreflightError {
  return new PreflightError(`hookDetails is not valid: ${problem}. ${ALLOWED}.`, {
    code: 'payload.invalid',
    fault: 'operator',
  });
}
