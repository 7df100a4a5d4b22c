import * as z from 'zod/mini';
import type { VersionStage } from '../../domain/ports.ts';
import { PreflightError } from '../../domain/preflight-error.ts';
import {
  describeIssues,
  environmentName,
  throwOnFailure,
  versionStage,
} from './payload-settings.ts';

/** What a pipeline action says in `UserParameters`. */
export interface ActionParameters {
  readonly environment: string;
  /** Default: AWSCURRENT. */
  readonly versionStage?: VersionStage | undefined;
  readonly pipeline?: string | undefined;
  readonly executionId?: string | undefined;
}

const LABEL = 'must be a text of 1 to 100 characters';
const label = z.string(LABEL).check(z.minLength(1, LABEL), z.maxLength(100, LABEL));

const schema = z.strictObject({
  environment: environmentName,
  pipeline: z.optional(label),
  executionId: z.optional(label),
  versionStage: z.optional(versionStage),
  // For invocations that only see errors; a job is answered and never thrown at.
  throwOnFailure: z.optional(throwOnFailure),
});

const ALLOWED =
  'Allowed: an environment name, or {"environment":"NAME","versionStage":"AWSPENDING","pipeline":"…","executionId":"…"} (all but the first may be left out)';

/**
 * Parses `UserParameters`: an environment name, or JSON that begins with `{`.
 * Throws {@link PreflightError} `payload.invalid`.
 */
export function parseUserParameters(text: string | undefined): ActionParameters {
  const trimmed = text?.trim() ?? '';
  if (trimmed === '') throw invalid('it is missing or empty, so no environment is named');
  if (!trimmed.startsWith('{')) return { environment: trimmed };
  const value = jsonValue(trimmed);
  if (value === undefined) throw invalid('it begins with { and is not JSON');
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(describeIssues(parsed.error));
  const { environment, versionStage, pipeline, executionId } = parsed.data;
  return { environment, versionStage, pipeline, executionId };
}

/** The engine's own error repeats a part of the text, so it goes no further. */
function jsonValue(text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    return undefined;
  }
}

function invalid(problem: string): PreflightError {
  return new PreflightError(`UserParameters is not valid: ${problem}. ${ALLOWED}.`, {
    code: 'payload.invalid',
    fault: 'operator',
  });
}
