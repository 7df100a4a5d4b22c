import { OUTPUTS } from '../../contract.ts';
import type { VersionStage } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { RunQuery } from '../../domain/model/run-history.ts';
import {
  alerts,
  asksFor,
  environmentName,
  environmentNames,
  optional,
  readPayload,
  settings,
  throwOnFailure,
  versionStage,
} from '../run/payload-settings.ts';
import {
  findEnvironment,
  findPipelineNames,
  findUserParameters,
  mentionsPipeline,
  type PipelineNames,
  type UserParameters,
} from './event-search.ts';
import { looksLikeHistory, parseHistoryRequest } from './history.ts';
import { type JobRequest, parseJob } from './job-request.ts';

/** A stage condition's rule without a job: it sees only whether the function failed. */
export interface ConditionRequest {
  readonly kind: 'condition';
  readonly userParameters: UserParameters;
  readonly named: PipelineNames;
}

/** A question about earlier runs. */
export interface HistoryRequest {
  readonly kind: 'history';
  readonly query: RunQuery;
}

/** A person or a tool. */
export interface DirectRequest {
  readonly kind: 'direct';
  /** Empty: every declared environment. */
  readonly environments: readonly string[];
  readonly versionStage: VersionStage;
  /** Throw when an environment is blocked, for callers that only see errors. */
  readonly throwOnFailure: boolean;
  /** False: people are not notified of this run. */
  readonly alerts: boolean;
  /** Place the declared test call, or judge it. */
  readonly testCall: boolean;
}

/**
 * What the gate is asked to do: answer a pipeline job, pass a condition, list earlier runs, or report to
 * the caller.
 */
export type GateRequest = JobRequest | ConditionRequest | HistoryRequest | DirectRequest;

interface DirectPayload {
  readonly environment?: string | undefined;
  readonly environments?: readonly string[] | undefined;
  readonly versionStage?: VersionStage | undefined;
  readonly throwOnFailure?: boolean | undefined;
  readonly alerts?: boolean | undefined;
  readonly testCall?: boolean | undefined;
}

const directEvent = settings<DirectPayload>({
  environment: optional(environmentName),
  environments: optional(environmentNames),
  versionStage: optional(versionStage),
  throwOnFailure: optional(throwOnFailure),
  alerts: optional(alerts),
  // Read as strictly: a text would be a mistake that costs money.
  testCall: optional(alerts),
});

const DIRECT_SHAPES =
  'Allowed: {"environment":"NAME"}, {"environments":["NAME",…]} or {} for all; "versionStage": "AWSCURRENT" (default), "AWSPENDING" or "AWSPREVIOUS"; "throwOnFailure": true or false; "alerts": true (default) or false; "testCall": true or false (default); or {"history":{"environment":"NAME"}}.';

/**
 * Reads an event. A pipeline event with a job id is always a job, so that a damaged one is still
 * answered. What is no direct payload and shows that a pipeline sent it is a condition, if it names an
 * environment. Throws {@link PreflightError} `payload.invalid` for anything else.
 */
export function parseGateRequest(event: unknown): GateRequest {
  const job = parseJob(event);
  if (job === 'without-id') throw invalidPayload('its CodePipeline.job has no usable job id');
  if (job !== undefined) return job;
  if (looksLikeHistory(event)) return { kind: 'history', query: parseHistoryRequest(event) };
  // `aws lambda invoke` without a payload sends null.
  const direct = readPayload(event ?? {}, directEvent);
  if (direct.ok) return directRequest(direct.value);
  if (mentionsPipeline(event)) return conditionRequest(event);
  throw invalidPayload(
    asksFor(event, 'override', 'snooze', 'list', 'revoke')
      ? `this is the gate, which sets and lists nothing: ask the control function (${OUTPUTS.controlFunctionName} in the outputs of the stack)`
      : direct.problem,
  );
}

function conditionRequest(event: unknown): ConditionRequest {
  const userParameters = findUserParameters(event) ?? findEnvironment(event);
  if (userParameters === undefined) {
    throw invalidPayload(
      'it has the form of an event of a pipeline, and names no environment in UserParameters',
    );
  }
  return { kind: 'condition', userParameters, named: findPipelineNames(event) };
}

function directRequest({
  environment,
  environments = [],
  versionStage: stage = 'AWSCURRENT',
  throwOnFailure: throws = false,
  alerts: notifies = true,
  testCall = false,
}: DirectPayload): DirectRequest {
  if (environment !== undefined && environments.length > 0) {
    throw invalidPayload('give "environment" or "environments", not both');
  }
  const names = environment === undefined ? environments : [environment];
  return {
    kind: 'direct',
    environments: names,
    versionStage: stage,
    throwOnFailure: throws,
    alerts: notifies,
    testCall,
  };
}

function invalidPayload(problem: string): PreflightError {
  return new PreflightError(`The payload is not valid: ${problem}. ${DIRECT_SHAPES}`, {
    code: 'payload.invalid',
    fault: 'operator',
  });
}
