import { HELP } from '../causes/help-urls.ts';
import { summaryLine } from '../causes/summary-line.ts';
import { ALL_CHECKS } from '../checks/all-checks.ts';
import type { EnvironmentExpectation } from '../model/expectation.ts';
import type { VersionStage } from '../model/ports.ts';
import type {
  CheckReport,
  Diagnosis,
  EnvironmentReport,
  Report,
  Trigger,
} from '../model/report.ts';
import { isBlocked, worstVerdict } from '../model/verdict.ts';

/** A run that could not even judge: what went wrong before or instead of the verification. */
export type RunError =
  /** The configuration or the payload is at fault; its text names what is allowed. */
  | {
      readonly kind: 'configuration';
      readonly cause: 'config.invalid' | 'config.unknown-environment';
      readonly problem: string;
    }
  | { readonly kind: 'out-of-time'; readonly problem: string }
  | { readonly kind: 'defect'; readonly problem: string };

export interface ErrorContext {
  readonly runId: string;
  readonly trigger: Trigger;
  readonly startedAt: string;
  readonly durationMs: number;
  /** One or more. */
  readonly subjects: readonly ErrorSubject[];
  /** Of the secret that should have been judged; default AWSCURRENT. */
  readonly versionStage?: VersionStage | undefined;
}

/** An environment that should have been judged. */
export interface ErrorSubject {
  /** As asked for; it need not be declared. */
  readonly environment: string;
  /** Present where the environment is declared: shadow mode never blocks. */
  readonly expectation?: EnvironmentExpectation;
}

/**
 * The report of such a run, so that the pipeline, the alert and the log say it in the usual form.
 * Running out of time is inconclusive like any outage; a defect blocks whatever `onInconclusive` says.
 */
export function errorReport(error: RunError, context: ErrorContext): Report {
  const { runId, trigger, startedAt, durationMs, subjects } = context;
  const environments = subjects.map((subject) => environmentReport(error, subject, context));
  const verdict = worstVerdict(environments.map((one) => one.verdict));
  return { schemaVersion: 1, runId, trigger, startedAt, durationMs, verdict, environments };
}

function environmentReport(
  error: RunError,
  { environment, expectation }: ErrorSubject,
  { versionStage = 'AWSCURRENT' }: ErrorContext,
): EnvironmentReport {
  const verdict = error.kind === 'configuration' ? 'fail' : 'inconclusive';
  const mode = expectation?.mode ?? 'enforce';
  const onInconclusive =
    error.kind === 'defect' ? 'block' : (expectation?.onInconclusive ?? 'block');
  return {
    name: environment,
    mode,
    verdict,
    blocked: isBlocked({ verdict, mode, onInconclusive }),
    credential: {
      kind: expectation?.credential.kind ?? 'api-key',
      secretId: expectation?.secret.id ?? '',
      versionStage,
    },
    ...explanation(error, environment),
    twilioRequests: 0,
    twilioRequestIds: [],
  };
}

type Explanation = Pick<EnvironmentReport, 'checks'> & { readonly diagnosis?: Diagnosis };

function explanation(error: RunError, environment: string): Explanation {
  if (error.kind !== 'configuration') return { checks: notJudged(error.problem) };
  const { cause, problem } = error;
  return {
    checks: [],
    diagnosis: {
      cause,
      confidence: 'proven',
      summary: summaryLine(environment, problem),
      evidence: [problem],
      remediation: [
        {
          text: 'Correct the configuration, or what names the environment (UserParameters of the action, hookDetails, PREFLIGHT_ENVIRONMENTS), then deploy.',
        },
      ],
      helpUrl: HELP.lambdaAction,
      alternatives: [],
    },
  };
}

/** Nothing was judged: every live check is inconclusive with the same reason. */
function notJudged(problem: string): readonly CheckReport[] {
  return ALL_CHECKS.filter(({ tier }) => tier === 'live').map(({ id, title, tier }) => ({
    id,
    title,
    tier,
    status: 'inconclusive',
    message: `not judged: ${problem}`,
    durationMs: 0,
  }));
}
