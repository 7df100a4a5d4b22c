import type { EnvironmentReport, Report } from '../model/report.ts';
import type { RunOrigin } from '../model/schemas/history-schema.ts';
import { isBad, type JudgedRun } from './judged-run.ts';

/** What the policy looks at in a report, for one of its environments. */
export function judgedRun(
  { runId, startedAt, trigger }: Report,
  { verdict, diagnosis, credential: { versionId } }: EnvironmentReport,
  { jobId }: RunOrigin,
): JudgedRun {
  return {
    runId,
    startedAt,
    trigger,
    ...(jobId === undefined ? {} : { jobId }),
    verdict,
    ...(isBad({ verdict }) ? { cause: diagnosis?.cause ?? 'unknown' } : {}),
    ...(versionId === undefined ? {} : { versionId }),
  };
}
