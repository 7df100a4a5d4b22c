import { truncateCodePoints } from '../text/code-points.ts';
import type { AlertSubject } from './chat-message.ts';
import { firstStep } from './sections/diagnosis-sections.ts';

const MAX_TEXT = 500;
const MAX_NAME = 200;

/**
 * What an HTTPS endpoint gets in SNS's envelope, as JSON, `schemaVersion` 1: facts by name for the rules
 * of PagerDuty, Datadog and the like (docs/alerts.md). Keys are only added. Holds SIDs and names of
 * secrets, never a value. Never throws.
 *
 * `dedupKey` is one for each environment, for ever: an alert that is sent twice joins the open incident,
 * and a recovery closes it, with a history or without.
 */
export function httpsMessage(
  summary: string,
  { environment, run, occasion }: AlertSubject,
): string {
  const { kind, severity, cause, since } = occasion;
  const { credential, diagnosis } = environment;
  const name = truncateCodePoints(environment.name, MAX_NAME);
  return JSON.stringify({
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
    pipeline: shortened(run.pipeline),
    executionId: shortened(run.executionId),
    deployment: shortened(run.deployment),
    accountSid: credential.accountSid,
    secretId: shortened(credential.secretId),
  });
}

/** Undefined, and so not in the JSON, for what is not there. */
function shortened(text: string | undefined): string | undefined {
  return text ? truncateCodePoints(text, MAX_NAME) : undefined;
}
