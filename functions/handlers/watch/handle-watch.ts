import { environmentsOfSecret } from '../../configuration/environments-of-secret.ts';
import { selectEnvironments } from '../../configuration/select-environments.ts';
import type { EnvironmentExpectation } from '../../domain/model/expectation.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import type { Report } from '../../domain/model/report.ts';
import type { RunOrigin } from '../../domain/model/schemas/history-schema.ts';
import { ROTATION_PATIENCE } from '../../domain/verification/verification.ts';
import type { Invocation } from '../run/invocation.ts';
import { logReport } from '../run/log-report.ts';
import { recordAndAlert } from '../run/record-and-alert.ts';
import { recordRun } from '../run/record-run.ts';
import { runVerification } from '../run/run-verification.ts';
import type { WatchRequest } from './watch-request.ts';

/** What is to be looked at, and what set it off. */
interface Look {
  readonly environments: readonly EnvironmentExpectation[];
  readonly origin: RunOrigin;
}

/**
 * Verifies between deploys, keeps what it found, tells people what is news to them, and returns the
 * report. A rotation that is under way is waited for, up to 60 s; one that takes longer is found again by
 * the next look. A changed secret that nobody declared is not verified: undefined.
 *
 * Throws {@link PreflightError} `config.invalid` and `config.unknown-environment`: a watch that cannot
 * begin is a failed function, which raises an alarm.
 */
export async function handleWatch(
  request: WatchRequest,
  invocation: Invocation,
): Promise<Report | undefined> {
  const gate = invocation.gate();
  const { environments, origin } = lookOf(request, invocation);
  const { log } = invocation.base;
  if (environments.length === 0) {
    log.info('a secret changed that no environment declares: nothing to verify');
    return undefined;
  }
  const { trigger } = request;
  const options = { environments, trigger, patience: ROTATION_PATIENCE };
  const run = await runVerification(gate, options, invocation);
  recordRun(run, invocation);
  logReport(run.report, log);
  await recordAndAlert(run.report, origin, invocation);
  return run.report;
}

function lookOf(request: WatchRequest, { gate }: Invocation): Look {
  const { configuration, region } = gate();
  switch (request.trigger) {
    case 'secret-change': {
      const { secret, versionId: secretVersionId } = request;
      const environments = environmentsOfSecret(configuration, secret, region);
      return { environments, origin: { secretVersionId } };
    }
    case 'schedule':
    case 'alarm': {
      const selection = selectEnvironments(configuration, request.environments);
      if (selection.ok) return { environments: selection.environments, origin: {} };
      const { message } = selection;
      throw new PreflightError(message, { code: 'config.unknown-environment', fault: 'operator' });
    }
  }
}
