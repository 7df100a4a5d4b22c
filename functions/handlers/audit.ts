import { composeGate } from '../compose.ts';
import { composeRunBase, type RunBase } from '../compose-base.ts';
import { byEnvironment } from '../domain/checks/audit/audit-verdict.ts';
import { keyAge } from '../domain/checks/audit/key-age.ts';
import { withTimeLimit } from '../domain/concurrency/time-limit.ts';
import type { AuditFinding, AuditReport } from '../domain/model/audit-finding.ts';
import type { Metrics } from '../domain/model/metrics.ts';
import type { Log } from '../domain/model/ports.ts';
import { PreflightError } from '../domain/model/preflight-error.ts';
import { eachWithin, publishAlert } from '../domain/notifications/publish-alerts.ts';
import { auditAlert } from '../domain/rendering/audit-alert.ts';
import { auditEnvironments } from '../domain/verification/audit/audit-environments.ts';
import { type ComposeGate, createHandler, type Handler } from './run/create-handler.ts';
import type { Invocation } from './run/invocation.ts';
import {
  environmentNames,
  optional,
  readPayload,
  setting,
  settings,
} from './run/payload-settings.ts';
import { selectDeclared } from './run/verify.ts';

/**
 * Makes the handler: audits, logs one line for each finding, measures the ages of the keys, and returns
 * it all. By the schedule it also alerts, once for each environment where something failed or is not
 * known; a person reads the answer, and no alert is sent.
 *
 * Throws {@link PreflightError}: `payload.invalid`, `config.invalid`, `config.unknown-environment`, and
 * `program.defect`, which names the error and does not repeat it.
 */
export function createAuditHandler(base: RunBase, compose: ComposeGate): Handler {
  return createHandler(base, compose, (event, invocation) =>
    audit(parseAuditRequest(event), invocation),
  );
}

const base = composeRunBase();

/**
 * The audit function: lists the API keys of the declared accounts and returns what it finds, to a person
 * or to the schedule. It reads, and has no way to change anything at Twilio. The event is never logged.
 */
export const handler: Handler = createAuditHandler(base, () => composeGate(base));

/** What the audit function is asked to do. */
interface AuditRequest {
  /** Empty: every declared environment. */
  readonly environments: readonly string[];
  /** By the schedule no person reads the answer: what is bad is sent as alerts. */
  readonly isScheduled: boolean;
}

interface AuditPayload {
  readonly environments?: readonly string[] | undefined;
  readonly trigger?: 'schedule' | undefined;
}

const auditEvent = settings<AuditPayload>({
  environments: optional(environmentNames),
  trigger: optional(
    setting('must be "schedule", or absent', (value) => (value === 'schedule' ? value : undefined)),
  ),
});

const SHAPES =
  'Allowed: {"environments":["NAME",…]} or {} for all; and "trigger": "schedule", which sends alerts.';

/** Reads an event; throws {@link PreflightError} `payload.invalid` for what it does not know. */
function parseAuditRequest(event: unknown): AuditRequest {
  // `aws lambda invoke` without a payload sends null.
  const parsed = readPayload(event ?? {}, auditEvent);
  if (!parsed.ok) {
    throw new PreflightError(`The payload is not valid: ${parsed.problem}. ${SHAPES}`, {
      code: 'payload.invalid',
      fault: 'operator',
    });
  }
  const { environments = [], trigger } = parsed.value;
  return { environments, isScheduled: trigger === 'schedule' };
}

/** What is open so long before Lambda's limit is inconclusive, and still logged, notified and returned. */
const BEFORE_THE_END_MS = 15_000;
/** Longest time for all alerts of an audit; it ends early enough to leave so much. */
const ALERTS_MS = 10_000;

async function audit(request: AuditRequest, invocation: Invocation): Promise<AuditReport> {
  const { configuration: expectations, verificationPorts } = invocation.gate();
  const { alerts, clock, log, metrics } = invocation.base;
  const environments = selectDeclared(request.environments, invocation);
  const startedAt = clock.now().toISOString();
  const limitMs = Math.max(0, invocation.time.remainingMs - BEFORE_THE_END_MS);
  const report = await withTimeLimit({ clock, limitMs }, (signal) =>
    auditEnvironments({ expectations, environments, signal }, verificationPorts()),
  );
  logFindings(report, log);
  recordKeyAges(report, metrics);
  if (request.isScheduled) {
    const limits = { clock, limitMs: ALERTS_MS };
    await eachWithin(byEnvironment(report.findings), limits, async (environment, signal) => {
      const alert = auditAlert(environment, startedAt);
      if (alert === undefined) return;
      const fields = { environment: environment.name };
      await publishAlert(() => alert, { sink: alerts, log, fields, signal });
    });
  }
  return report;
}

/** One line for each finding, with what a search by environment, check, status or key needs. */
function logFindings({ findings }: AuditReport, log: Log): void {
  for (const finding of findings) log[levelOf(finding)]('audited', { ...finding });
}

function levelOf({ status }: AuditFinding): keyof Log {
  switch (status) {
    case 'fail':
    case 'inconclusive':
    case 'warn':
      return 'warn';
    case 'pass':
    case 'skipped':
      return 'info';
  }
}

/** Measures the age of the key that each environment's secret holds, where the audit could tell it. */
function recordKeyAges({ findings }: AuditReport, metrics: Metrics): void {
  for (const { environment, check, ageDays } of findings) {
    if (check === keyAge.id && ageDays !== undefined) {
      metrics.record('keyAgeDays', ageDays, environment);
    }
  }
}
