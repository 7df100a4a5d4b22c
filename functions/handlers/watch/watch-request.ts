import * as z from 'zod/mini';
import type { ChangedSecret } from '../../configuration/environments-of-secret.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import {
  environmentNames,
  optional,
  readPayload,
  setting,
  settings,
} from '../run/payload-settings.ts';

/** Why the watch was woken. */
export type WatchRequest =
  | {
      /** `alarm`: an application's own calls to Twilio were refused. */
      readonly trigger: 'schedule' | 'alarm';
      /** Empty: every declared environment. */
      readonly environments: readonly string[];
    }
  | {
      readonly trigger: 'secret-change';
      readonly secret: ChangedSecret;
      /** The version that carries the label now. */
      readonly versionId: string;
      readonly label: string;
    };

interface WakeUp {
  readonly trigger: 'schedule' | 'alarm';
  readonly environments?: readonly string[] | undefined;
}

const wakeUp = settings<WakeUp>({
  trigger: setting('must be "schedule" or "alarm"', (value) =>
    value === 'schedule' || value === 'alarm' ? value : undefined,
  ),
  environments: optional(environmentNames),
});

const SECRET_ARN = /^arn:aws[a-z-]*:secretsmanager:[a-z0-9-]+:\d{12}:secret:.{1,519}$/;

/**
 * Secrets Manager's own event, sent for every label but AWSPENDING and AWSPREVIOUS:
 * https://docs.aws.amazon.com/secretsmanager/latest/userguide/monitoring-eventbridge.html
 */
const labelUpdated = z.object({
  source: z.literal('aws.secretsmanager'),
  'detail-type': z.literal('Secret Label Updated'),
  resources: z.array(z.string().check(z.regex(SECRET_ARN))).check(z.minLength(1)),
  detail: z.object({
    name: z.string().check(z.minLength(1), z.maxLength(512)),
    labelUpdated: z.string(),
    versionId: z.string().check(z.minLength(1), z.maxLength(64)),
  }),
});

const ALLOWED =
  'Allowed: {"trigger":"schedule"}, with "environments":["NAME",…] for some of them, or the event "Secret Label Updated" of aws.secretsmanager';

/** Reads an event of the watch. Throws {@link PreflightError} `payload.invalid` for any other. */
export function parseWatchRequest(event: unknown): WatchRequest {
  const change = labelUpdated.safeParse(event);
  if (change.success) {
    const { detail, resources } = change.data;
    const [arn = ''] = resources;
    const { name, versionId, labelUpdated: label } = detail;
    return { trigger: 'secret-change', secret: { name, arn }, versionId, label };
  }
  const parsed = readPayload(event, wakeUp);
  if (!parsed.ok) throw invalid(parsed.problem);
  const { trigger, environments = [] } = parsed.value;
  return { trigger, environments };
}

function invalid(problem: string): PreflightError {
  return new PreflightError(`The payload is not valid: ${problem}. ${ALLOWED}.`, {
    code: 'payload.invalid',
    fault: 'operator',
  });
}
