import * as z from 'zod';
import type { VersionStage } from '../../domain/ports.ts';
import { PreflightError } from '../../domain/preflight-error.ts';
import { VERSION_STAGES } from '../../domain/version-stages.ts';
import { describeIssues } from './gate-request.ts';

/** What a pipeline action says in `UserParameters`. */
export interface ActionParameters {
  readonly environment: string;
  /** Default: AWSCURRENT. */
  readonly versionStage?: VersionStage | undefined;
  readonly pipeline?: string | undefined;
  readonly executionId?: string | undefined;
}

const schema = z.strictObject({
  environment: z.string().min(1),
  pipeline: z.string().min(1).max(100).optional(),
  executionId: z.string().min(1).max(100).optional(),
  versionStage: z.enum(VERSION_STAGES).optional(),
  // For invocations that only see errors; a job is answered and never thrown at.
  throwOnFailure: z.boolean().optional(),
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
