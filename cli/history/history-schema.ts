import * as z from 'zod';
import type { HistoryAnswer } from '../../functions/domain/history/history-answer.ts';

const text = z.string().max(20_000);
const optionalText = z.exactOptional(text);
const verdict = z.enum(['pass', 'warn', 'inconclusive', 'fail']);

const state = z.looseObject({
  verdict,
  cause: optionalText,
  since: text,
  lastRunId: text,
  lastRunAt: text,
  versionId: optionalText,
  versionSince: text,
  told: z.exactOptional(z.looseObject({ at: text, causes: z.array(text) })),
});

const origin = z.looseObject({
  pipeline: optionalText,
  executionId: optionalText,
  jobId: optionalText,
  deploymentId: optionalText,
  schedule: optionalText,
  secretVersionId: optionalText,
  caller: optionalText,
  requestId: optionalText,
});

const run = z.looseObject({
  environment: text,
  runId: text,
  startedAt: text,
  durationMs: z.number(),
  trigger: z.enum(['pipeline', 'manual', 'schedule', 'secret-change', 'alarm', 'cli', 'fleet']),
  origin,
  verdict,
  blocked: z.boolean(),
  cause: optionalText,
  confidence: z.exactOptional(z.enum(['proven', 'likely', 'possible'])),
  summary: optionalText,
  secretId: text,
  versionId: optionalText,
  versionStage: z.enum(['AWSCURRENT', 'AWSPREVIOUS', 'AWSPENDING']),
});

/** The history as it comes over the wire; keys that a newer gate adds are kept. */
export const historySchema: z.ZodType<HistoryAnswer> = z.looseObject({
  schemaVersion: z.literal(1),
  environment: text,
  state: z.nullable(state),
  runs: z.array(run).max(100),
  next: optionalText,
});
