import type { VersionStage } from './ports.ts';
import type { Confidence, EnvironmentReport, Report, Trigger, Verdict } from './report.ts';
import type { RunOrigin } from './run-origin.ts';

/** What one run said of one environment, in the words of the report (contract 6). */
export interface RunSummary {
  readonly environment: string;
  readonly runId: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly startedAt: string;
  readonly durationMs: number;
  readonly trigger: Trigger;
  readonly origin: RunOrigin;
  readonly verdict: Verdict;
  readonly blocked: boolean;
  /** Absent for a pass, and where no cause was found. A newer version may know more causes. */
  readonly cause?: string;
  readonly confidence?: Confidence;
  /** One line. */
  readonly summary?: string;
  readonly secretId: string;
  /** Of the secret's version that was judged; absent where it could not be read. */
  readonly versionId?: string;
  readonly versionStage: VersionStage;
}

/** A run as it is kept: the summary, and the report of its environment. */
export interface RunRecord extends RunSummary {
  readonly report: EnvironmentReport;
}

/** What is kept of a report for one of its environments. Pure; holds what the report holds, no secret. */
export function runRecord(
  report: Report,
  environment: EnvironmentReport,
  origin: RunOrigin,
): RunRecord {
  const { runId, startedAt, durationMs, trigger } = report;
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
    ...(diagnosis === undefined
      ? {}
      : {
          cause: diagnosis.cause,
          confidence: diagnosis.confidence,
          summary: diagnosis.summary,
        }),
    secretId,
    ...(versionId === undefined ? {} : { versionId }),
    versionStage,
    report: environment,
  };
}

/**
 * Whether a run says anything about a declared environment. Where the environment is not declared, or
 * the payload could not be read, no secret was named: such a run is told and logged and has no
 * history, since whoever writes a payload could fill the table with names.
 */
export function isAboutDeclared({ credential }: EnvironmentReport): boolean {
  return credential.secretId !== '';
}
