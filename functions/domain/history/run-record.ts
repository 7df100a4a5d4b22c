import type { RunRecord } from '../model/run-history.ts';
import type { RunOrigin } from '../model/schemas/history-schema.ts';
import type { EnvironmentReport, Report } from '../model/schemas/report-schema.ts';

/** What is stored of a report for one of its environments. Pure; holds what the report holds, no secret. */
export function runRecord(
  { runId, startedAt, durationMs, trigger }: Report,
  environment: EnvironmentReport,
  origin: RunOrigin,
): RunRecord {
  const { name, verdict, blocked, credential, diagnosis } = environment;
  const { secretId, versionId, versionStage } = credential;
  return {
    environment: name,
    runId,
    startedAt,
    durationMs,
    trigger,
    origin,
    verdict,
    blocked,
    cause: diagnosis?.cause,
    confidence: diagnosis?.confidence,
    summary: diagnosis?.summary,
    secretId,
    versionId,
    versionStage,
    report: environment,
  };
}

/**
 * Whether a run says anything about a declared environment. Where the environment is not declared, or
 * the payload could not be read, no secret was named: such a run is logged and notified and is not
 * kept, since the author of a payload could fill the table with names.
 */
export function isAboutDeclared({ credential }: EnvironmentReport): boolean {
  return credential.secretId !== '';
}
