import * as z from 'zod';
import {
  confidence,
  list,
  open,
  optionalText,
  text,
  trigger,
  verdict,
  versionStage,
} from './shapes.ts';

const origin = open({
  pipeline: optionalText,
  /** Of CodePipeline, with `pipeline`. */
  executionId: optionalText,
  /** Of CodePipeline; the same job may be delivered twice. */
  jobId: optionalText,
  /** Of a deployment that a hook answered, such as CodeDeploy's `d-…`. */
  deploymentId: optionalText,
  /** Name of the schedule. */
  schedule: optionalText,
  /** The version of the secret whose arrival set off the run. */
  secretVersionId: optionalText,
  /** ARN of the caller, where the caller's side tells it; Lambda itself does not. */
  caller: optionalText,
  /** Of the Lambda invocation: CloudTrail's data events name its caller by it. */
  requestId: optionalText,
});

const run = open({
  environment: text,
  runId: text,
  /** ISO 8601, UTC, with milliseconds. */
  startedAt: text,
  durationMs: z.number(),
  trigger,
  origin,
  verdict,
  blocked: z.boolean(),
  /** Absent for a pass, and where no cause was found. A newer version may know more causes. */
  cause: optionalText,
  confidence: z.optional(confidence),
  /** One line. */
  summary: optionalText,
  secretId: text,
  /** Of the secret's version that was judged; absent where it could not be read. */
  versionId: optionalText,
  versionStage,
});

const state = open({
  verdict,
  cause: optionalText,
  /** When the verdict changed, as every time here in ISO 8601. */
  since: text,
  lastRunId: text,
  lastRunAt: text,
  versionId: optionalText,
  versionSince: text,
  /** Present while people know of a bad state and have not been notified that it is over. */
  told: z.optional(open({ at: text, causes: list(text) })),
});

/**
 * The gate's answer to a question about an environment's history, as JSON, `schemaVersion` 1. Members
 * that a newer gate adds are kept.
 */
export const historySchema = open({
  schemaVersion: z.literal(1),
  environment: text,
  /** Of the version in use; null where nothing was stored yet. */
  state: z.nullable(state),
  /** The newest first. */
  runs: z.array(run).max(100).readonly(),
  /** `before` of the next page; absent where there is none. */
  next: optionalText,
});

/**
 * What asked for a run, as far as it is known: evidence for auditors. Every member is an identifier of
 * AWS or of the configuration, at most 256 characters where it is stored; never a secret.
 */
export type RunOrigin = z.infer<typeof origin>;
/** What one run said of one environment: the one record for the alert policy, history and display. */
export type RunSummary = z.infer<typeof run>;
/** The last verdict, since when, of which version; and what people were notified of. */
export type ShownState = z.infer<typeof state>;
export type HistoryAnswer = z.infer<typeof historySchema>;
