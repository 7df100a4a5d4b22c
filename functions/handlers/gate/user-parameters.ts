import * as z from 'zod/mini';
import type { VersionStage } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import {
  describeIssues,
  environmentName,
  throwOnFailure,
  versionStage,
} from '../run/payload-settings.ts';
import type { UserParameters } from './event-search.ts';

/** What a pipeline action or a rule says in `UserParameters`. */
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
  throwOnFailure: z.optional(throwOnFailure),
});

const flag = z.object({ throwOnFailure });

const ALLOWED =
  'Allowed: an environment name, or {"environment":"NAME","versionStage":"AWSPENDING","pipeline":"…","executionId":"…","throwOnFailure":true} (all but the first may be left out)';

/**
 * Parses `UserParameters`: an environment name, JSON that begins with `{`, or key-value pairs.
 * Throws {@link PreflightError} `payload.invalid`.
 */
export function parseUserParameters(given: UserParameters | undefined): ActionParameters {
  const value = readValue(given);
  if (value === '') throw invalid('it is missing or empty, so no environment is named');
  if (value === undefined) throw invalid('it begins with { and is not JSON');
  if (typeof value === 'string') return { environment: value };
  const parsed = schema.safeParse(value);
  if (!parsed.success) throw invalid(describeIssues(parsed.error));
  const { environment, versionStage: stage, pipeline, executionId } = parsed.data;
  return { environment, versionStage: stage, pipeline, executionId };
}

/**
 * What `UserParameters` say about throwing, also where the rest of them cannot be used; undefined where
 * they say nothing readable.
 */
export function readThrowOnFailure(given: UserParameters | undefined): boolean | undefined {
  return flag.safeParse(readValue(given)).data?.throwOnFailure;
}

/** A name, or the JSON's value; empty where nothing is given, undefined for what is no JSON. */
function readValue(given: UserParameters | undefined): unknown {
  if (typeof given === 'object') return given;
  const trimmed = given?.trim() ?? '';
  return trimmed.startsWith('{') ? jsonValue(trimmed) : trimmed;
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
