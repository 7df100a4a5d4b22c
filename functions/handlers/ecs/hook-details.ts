import * as z from 'zod/mini';
import { PreflightError } from '../../domain/model/preflight-error.ts';
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
  const parsed = details.safeParse(jsonOrValue(given));
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
  return z.object({ preflightWait: z.string() }).safeParse(jsonOrValue(given)).data?.preflightWait;
}

/**
 * Details to return beside `IN_PROGRESS`: ECS merges them into what it has, and hands them to the next
 * invocation of the same hook. What names the environments is repeated, in case it does not.
 */
export function waitingDetails({ asGiven }: HookDetails, token: string): HookDetails['asGiven'] {
  return { ...asGiven, preflightWait: token };
}

/** Absent, null and empty are the same. */
function jsonOrValue(given: unknown): unknown {
  if (typeof given !== 'string') return given ?? {};
  try {
    return JSON.parse(given);
  } catch {
    // A text is no object, and says so below.
    return given;
  }
}

function invalid(problem: string): PreflightError {
  return new PreflightError(`hookDetails is not valid: ${problem}. ${ALLOWED}.`, {
    code: 'payload.invalid',
    fault: 'operator',
  });
}
