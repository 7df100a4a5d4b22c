import type { HealthBase } from '../../compose-health.ts';
import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import {
  type HealthPorts,
  type LocalCache,
  type Observation,
  type Observed,
  observationIn,
  observeEnvironment,
} from '../../domain/health/observe-environment.ts';
import type { EnvironmentExpectation } from '../../domain/model/expectation.ts';
import type { Leases } from '../../domain/model/leases.ts';
import type { Clock } from '../../domain/model/ports.ts';
import { PreflightError } from '../../domain/model/preflight-error.ts';
import { type Invocation, msUntil } from '../run/invocation.ts';
import { logReport } from '../run/log-report.ts';
import { recordAndAlert } from '../run/record-and-alert.ts';
import { recordRun } from '../run/record-run.ts';
import { verify } from '../run/verify.ts';

/** For each answer of the table; without one the environment is verified. */
const TABLE_LIMIT_MS = 5_000;

/** Never rejects: what could not be found out is an answer too. */
export async function findOut(
  environment: EnvironmentExpectation,
  invocation: Invocation<HealthBase>,
  local: LocalCache,
): Promise<Observed> {
  const { clock, log, history = NO_HISTORY, leases = NO_LEASES, maxAgeMs } = invocation.base;
  const limitMs = msUntil('alertsMs', invocation);
  return await withTimeLimit({ clock, limitMs }, (signal) =>
    observeEnvironment(
      {
        environment: environment.name,
        maxAgeMs,
        signal,
        verify: () => observe(environment, invocation),
        onError: (detail) => {
          // Without a table there is nothing wrong with it.
          if (invocation.base.history === undefined) return;
          log.error('the health could not be found out', { environment: environment.name, detail });
        },
      },
      {
        history: promptState(history, clock),
        leases: promptLeases(leases, clock),
        local,
        clock,
      },
    ),
  );
}

async function observe(
  environment: EnvironmentExpectation,
  invocation: Invocation<HealthBase>,
): Promise<Observation> {
  const environments = [environment];
  const run = await verify({ environments, trigger: 'health' }, invocation);
  const { report } = run;
  recordRun(run, invocation);
  logReport(report, invocation.base.log);
  await recordAndAlert({ report, origin: {}, invocation });
  const [judged] = report.environments;
  if (judged === undefined) throw new Error('the run judged nothing');
  return observationIn(report, judged);
}

const TABLE = 'The table of runs';

function promptState(history: HealthPorts['history'], clock: Clock): HealthPorts['history'] {
  return {
    readState: (subject, { signal: parent }) =>
      withTimeLimit({ clock, limitMs: TABLE_LIMIT_MS, parent, what: TABLE }, (signal) =>
        history.readState(subject, { signal }),
      ),
  };
}

function promptLeases(leases: Leases, clock: Clock): Leases {
  return {
    take: (name, forMs, { signal: parent }) =>
      withTimeLimit({ clock, limitMs: TABLE_LIMIT_MS, parent, what: TABLE }, (signal) =>
        leases.take(name, forMs, { signal }),
      ),
  };
}

/** Without a table nothing is known of other runs, and each process has its own turn. */
const NO_HISTORY = { readState: async () => undefined };
const NO_LEASES = {
  take: async (): Promise<boolean> => {
    throw new PreflightError('there is no table of runs', {
      code: 'history.absent',
      fault: 'operator',
    });
  },
};
