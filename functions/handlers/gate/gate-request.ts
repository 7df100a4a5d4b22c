import * as z from 'zod/mini';
import type { RunQuery } from '../../domain/history/run-page.ts';
import type { VersionStage } from '../../domain/ports.ts';
import { PreflightError } from '../../domain/preflight-error.ts';
import { looksLikeHistory, parseHistoryRequest } from './history-request.ts';
import {
  describeIssues,
  environmentName,
  environmentNames,
  throwOnFailure,
  versionStage,
} from './payload-settings.ts';

/** What the gate is asked to do: answer a pipeline job, or report to the caller. */
export type GateRequest =
  | {
      readonly kind: 'job';
      readonly jobId: string;
      readonly userParameters: string | undefined;
      /** As CodePipeline hands it back; present when the gate asked to be invoked again. */
      readonly continuationToken: string | undefined;
    }
  | { readonly kind: 'history'; readonly query: RunQuery }
  | {
      readonly kind: 'direct';
      /** Empty: every declared environment. */
      readonly environments: readonly string[];
      readonly versionStage: VersionStage;
      /** Throw when an environment is blocked, for callers that only see errors. */
      readonly throwOnFailure: boolean;
    };

/** CodePipeline's own form of a job id (botocore model); anything else could not be answered anyway. */
const JOB_ID = /^[0-9a-f]{8}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{4}-[0-9a-f]{12}$/;

/** The part of a CodePipeline event that is read; the rest, credentials included, is never touched. */
const jobEvent = z.object({
  'CodePipeline.job': z.object({
    id: z.string().check(z.regex(JOB_ID)),
    data: z.optional(z.unknown()),
  }),
});

const jobData = z.object({
  actionConfiguration: z.object({
    configuration: z.object({ UserParameters: z.optional(z.string()) }),
  }),
});

const continuedData = z.object({ continuationToken: z.string() });

const directEvent = z.strictObject(
  {
    environment: z.optional(environmentName),
    environments: z.optional(environmentNames),
    versionStage: z.optional(versionStage),
    throwOnFailure: z.optional(throwOnFailure),
  },
  'must be an object',
);

const DIRECT_SHAPES =
  'Allowed: {"environment":"NAME"}, {"environments":["NAME",…]} or {} for all; "versionStage": "AWSCURRENT" (default), "AWSPENDING" or "AWSPREVIOUS"; and "throwOnFailure": true or false; or {"history":{"environment":"NAME"}}.';

/**
 * Reads an event. A pipeline event with a job id is always a job, so that a damaged one is still
 * answered; throws {@link PreflightError} `payload.invalid` for anything else it does not know.
 */
export function parseGateRequest(event: unknown): GateRequest {
  const job = jobEvent.safeParse(event);
  if (job.success) {
    const { id, data } = job.data['CodePipeline.job'];
    return {
      kind: 'job',
      jobId: id,
      userParameters: userParametersOf(data),
      continuationToken: continuedData.safeParse(data).data?.continuationToken,
    };
  }
  if (looksLikeJob(event)) throw invalidPayload('its CodePipeline.job has no usable job id');
  if (looksLikeHistory(event)) return { kind: 'history', query: parseHistoryRequest(event) };
  // `aws lambda invoke` without a payload sends null.
  return parseDirect(event ?? {});
}

function looksLikeJob(event: unknown): boolean {
  return typeof event === 'object' && event !== null && 'CodePipeline.job' in event;
}

function userParametersOf(data: unknown): string | undefined {
  const parsed = jobData.safeParse(data);
  return parsed.success ? parsed.data.actionConfiguration.configuration.UserParameters : undefined;
}

function parseDirect(event: unknown): GateRequest {
  const parsed = directEvent.safeParse(event);
  if (!parsed.success) throw invalidPayload(describeIssues(parsed.error));
  const {
    environment,
    environments,
    versionStage = 'AWSCURRENT',
    throwOnFailure = false,
  } = parsed.data;
  if (environment !== undefined && environments !== undefined) {
    throw invalidPayload('give "environment" or "environments", not both');
  }
  const names = environment === undefined ? (environments ?? []) : [environment];
  return { kind: 'direct', environments: names, versionStage, throwOnFailure };
}

function invalidPayload(problem: string): PreflightError {
  return new PreflightError(`The payload is not valid: ${problem}. ${DIRECT_SHAPES}`, {
    code: 'payload.invalid',
    fault: 'operator',
  });
}
