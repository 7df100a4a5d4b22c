import * as z from 'zod';
import { confidence, open, optionalText, text, trigger, verdict } from './shapes.ts';

/**
 * What an HTTPS endpoint gets in SNS's envelope, as JSON, `schemaVersion` 1: facts by name for the rules of
 * PagerDuty, Datadog and the like (docs/alerts.md). Members are only added.
 */
export const alertPayloadSchema = open({
  schemaVersion: z.literal(1),
  source: z.literal('twilio-preflight'),
  kind: z.enum(['alert', 'reminder', 'recovery']),
  /** `critical`: something was definitely refused. `warning`: only that it could not be checked. */
  severity: z.enum(['critical', 'warning']),
  /** One for each environment, for ever: a recovery closes what an alert opened. */
  dedupKey: text,
  environment: text,
  verdict,
  blocked: z.boolean(),
  mode: z.enum(['enforce', 'shadow']),
  /** What it is, or of a recovery: what it was. `unknown` without a diagnosis. */
  cause: text,
  confidence: z.optional(confidence),
  summary: text,
  /** Absent in a recovery. */
  firstStep: optionalText,
  helpUrl: optionalText,
  /** ISO 8601: the same from the first alert to the recovery; without a history the run's own start. */
  since: text,
  runId: text,
  startedAt: text,
  trigger,
  pipeline: optionalText,
  executionId: optionalText,
  deployment: optionalText,
  accountSid: optionalText,
  secretId: optionalText,
});

export type AlertPayload = z.infer<typeof alertPayloadSchema>;
