import { runRecord } from '../../../../functions/domain/history/run-record.ts';
import type { EnvironmentState } from '../../../../functions/domain/model/environment-state.ts';
import type { EnvironmentReport, Report } from '../../../../functions/domain/model/report.ts';
import type { RunRecord } from '../../../../functions/domain/model/run-history.ts';

/** A report of one environment whose credential is rejected, with some members replaced. */
export function rejectedReport(
  over: Partial<EnvironmentReport> = {},
  run: Partial<Report> = {},
): Report {
  const environment: EnvironmentReport = {
    name: 'production',
    mode: 'enforce',
    verdict: 'fail',
    blocked: true,
    credential: {
      kind: 'api-key',
      accountSid: `AC${'0'.repeat(32)}`,
      secretId: 'prod/twilio',
      versionId: 'v-1',
      versionStage: 'AWSCURRENT',
    },
    checks: [
      {
        id: 'credential.accepted',
        title: 'Twilio authenticates the credential',
        tier: 'live',
        status: 'fail',
        message: 'Twilio rejects the API key',
        durationMs: 120,
      },
    ],
    diagnosis: {
      cause: 'credential.rejected',
      confidence: 'likely',
      summary: 'production: Twilio rejects the API key',
      evidence: ['GET … answered 401'],
      remediation: [
        { text: 'Store the right key.', command: 'aws secretsmanager put-secret-value' },
      ],
      helpUrl: 'https://www.twilio.com/docs/iam/api-keys',
      alternatives: [],
    },
    twilioRequests: 3,
    twilioRequestIds: ['RQ1'],
    ...over,
  };
  return {
    schemaVersion: 1,
    runId: 'run-1',
    trigger: 'pipeline',
    startedAt: '2026-11-22T03:00:00.000Z',
    durationMs: 412,
    verdict: environment.verdict,
    environments: [environment],
    ...run,
  };
}

/** What is stored of {@link rejectedReport}. */
export function rejectedRun(
  over: Partial<EnvironmentReport> = {},
  run: Partial<Report> = {},
): RunRecord {
  const report = rejectedReport(over, run);
  const [environment] = report.environments;
  if (environment === undefined) throw new Error('The report has no environment.');
  return runRecord(report, environment, { pipeline: 'release', executionId: 'e-1' });
}

/** A first state, with some members replaced. */
export function firstState(over: Partial<EnvironmentState> = {}): EnvironmentState {
  const startedAt = '2026-11-22T03:00:00.000Z';
  return {
    revision: 1,
    last: { runId: 'run-1', startedAt, trigger: 'schedule', verdict: 'pass', versionId: 'v-1' },
    verdictSince: startedAt,
    versionSince: startedAt,
    notifiedJobs: [],
    ...over,
  };
}
