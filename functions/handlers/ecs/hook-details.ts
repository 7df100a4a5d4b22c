import { PreflightError } from '../../domain/model/preflight-error.ts';
import { type JsonText, readJsonText } from '../run/json-text.ts';
import {
  environmentName,
  environmentNames,
  optional,
  readPayload,
  settings,
  textAt,
} from '../run/payload-settings.ts';

/** What a hook's own details say. */
export interface HookDetails {
  /** Empty: none are named, so those of the function count. */
  readonly names: readonly string[];
  /** The same as it was written, to be returned with a wait. */
  readonly asGiven: Readonly<Record<string, unknown>>;
}

interface GivenDetails {
  readonly environment?: string | undefined;
  readonly environments?: readonly string[] | undefined;
  readonly preflightWait?: unknown;
}

const details = settings<GivenDetails>({
  environment: optional(environmentName),
  environments: optional(environmentNames),
  preflightWait: (value) => value,
});

const ALLOWED = 'Allowed: {"environment":"NAME"} or {"environments":["NAME",…]}, or no hookDetails';

/**
 * Reads `hookDetails`: an object, or the text of one, as CloudFormation takes it. Throws
 * {@link PreflightError} `payload.invalid` for anything it does not know: a misspelt name of a setting
 * would let an unverified deployment pass.
 */
export function parseHookDetails(given: unknown): HookDetails {
  const read = readDetails(given);
  if (!read.ok) throw invalid(read.problem);
  const parsed = readPayload(read.value, details);
  if (!parsed.ok) throw invalid(parsed.problem);
  const { preflightWait: _, ...asGiven } = parsed.value;
  const { environment, environments } = asGiven;
  if (environment !== undefined && environments !== undefined) {
    throw invalid('give "environment" or "environments", not both');
  }
  return { names: environment === undefined ? (environments ?? []) : [environment], asGiven };
}

/** The token of an earlier attempt. A token only ever bounds a wait: one that is no text is none. */
export function waitTokenOf(given: unknown): string | undefined {
  const read = readDetails(given);
  return read.ok ? textAt(read.value, 'preflightWait') : undefined;
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
