import type { VersionStage } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { type JsonText, readJsonText } from '../run/json-text.ts';
import {
  environmentName,
  memberAt,
  optional,
  readPayload,
  settings,
  textSetting,
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

/** Whether a label may be repeated is asked where it is used: one that may not must not shut a gate. */
const label = textSetting('must be a text of 1 to 100 characters', /^.{1,100}$/s);

const parameters = settings<ActionParameters & { readonly throwOnFailure?: boolean | undefined }>({
  environment: environmentName,
  pipeline: optional(label),
  executionId: optional(label),
  versionStage: optional(versionStage),
  throwOnFailure: optional(throwOnFailure),
});

const ALLOWED =
  'Allowed: an environment name, or {"environment":"NAME","versionStage":"AWSPENDING","pipeline":"…","executionId":"…","throwOnFailure":true} (all but the first may be left out)';

/** https://docs.aws.amazon.com/codepipeline/latest/userguide/actions-variables.html */
const BROKEN_BY_A_VARIABLE =
  'The usual cause is a quote or a line break in the value of a variable, as in a commit message. #{codepipeline.PipelineExecutionId}, as "executionId", is the safe variable';

/**
 * Parses `UserParameters`: an environment name, JSON that begins with `{`, or key-value pairs.
 * Throws {@link PreflightError} `payload.invalid`.
 */
export function parseUserParameters(given: UserParameters | undefined): ActionParameters {
  const read = readValue(given);
  if (!read.ok) throw invalid(`${read.problem}. ${BROKEN_BY_A_VARIABLE}`);
  if (read.value === '') throw invalid('it is missing or empty, so no environment is named');
  const parsed = readPayload(read.value, parameters);
  if (!parsed.ok) throw invalid(parsed.problem);
  const { environment, versionStage: stage, pipeline, executionId } = parsed.value;
  return { environment, versionStage: stage, pipeline, executionId };
}

/**
 * What `UserParameters` say about throwing, also where the rest of them cannot be used; undefined where
 * they say nothing readable.
 */
export function readThrowOnFailure(given: UserParameters | undefined): boolean | undefined {
  const read = readValue(given);
  if (!read.ok) return undefined;
  const flag = readPayload(memberAt(read.value, 'throwOnFailure'), throwOnFailure);
  return flag.ok ? flag.value : undefined;
}

/** A bare name stands for an object of its own; empty where nothing is given. */
function readValue(given: UserParameters | undefined): JsonText {
  if (typeof given === 'object') return { ok: true, value: given };
  const read = readJsonText(given ?? '');
  const isName = read.ok && typeof read.value === 'string' && read.value !== '';
  return isName ? { ok: true, value: { environment: read.value } } : read;
}

function invalid(problem: string): PreflightError {
  return new PreflightError(`UserParameters is not valid: ${problem}. ${ALLOWED}.`, {
    code: 'payload.invalid',
    fault: 'operator',
  });
}
