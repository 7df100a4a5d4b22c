import type { AlertPayload } from '../model/schemas/alert-schema.ts';
import { truncateCodePoints } from '../text/code-points.ts';
import type { AlertSubject } from './chat-message.ts';
import { firstStep } from './sections/diagnosis-sections.ts';

const MAX_TEXT = 500;
const MAX_NAME = 200;

/**
 * The JSON for an HTTPS endpoint, see `alertPayloadSchema`. Holds SIDs and names of secrets, never a value.
 * Never throws.
 */
export function httpsMessage(summary: string, { environment, run, context }: AlertSubject): string {
  const { kind, severity, cause, since } = context;
  const { credential, diagnosis } = environment;
  const name = truncateCodePoints(environment.name, MAX_NAME);
  const payload: AlertPayload = {
    schemaVersion: 1,
    source: 'twilio-preflight',
    kind,
    severity,
    dedupKey: `twilio-preflight/${name}`,
    environment: name,
    verdict: environment.verdict,
    blocked: environment.blocked,
    mode: environment.mode,
    cause,
    confidence: diagnosis?.confidence,
    summary: truncateCodePoints(summary, MAX_TEXT),
    firstStep: kind === 'recovery' ? undefined : truncateCodePoints(firstStep(diagnosis), MAX_TEXT),
    helpUrl: diagnosis?.helpUrl,
    since,
    runId: run.runId,
    startedAt: run.startedAt,
    trigger: run.trigger,
    pipeline: shortened(run.origin.pipeline),
    executionId: shortened(run.origin.executionId),
    deployment: shortened(run.origin.deploymentId),
    accountSid: credential.accountSid,
    secretId: shortened(credential.secretId),
  };
  return JSON.stringify(payload);
}

/** Undefined, and so not in the JSON, for what is not there. */
function shortened(text: string | undefined): string | undefined {
  return text ? truncateCodePoints(text, MAX_NAME) : undefined;
}
