import type { Gate } from '../../compose.ts';
import type { EnvironmentExpectation } from '../../domain/expectation.ts';
import type { Report, Trigger } from '../../domain/report/report.ts';
import { withTimeLimit } from '../../domain/verification/time-limit.ts';
import { verifyEnvironments } from '../../domain/verification/verify-environments.ts';
import { type Invocation, msUntil } from './invocation.ts';

interface RunOptions {
  readonly environments: readonly EnvironmentExpectation[];
  readonly trigger: Trigger;
}

/** Verifies within the invocation's time: what is still open near the end becomes inconclusive. */
export async function runVerification(
  gate: Gate,
  { environments, trigger }: RunOptions,
  invocation: Invocation,
): Promise<Report> {
  const limitMs = msUntil('verificationMs', invocation);
  const parent = new AbortController().signal;
  return await withTimeLimit({ clock: invocation.base.clock, limitMs, parent }, (signal) =>
    verifyEnvironments(
      {
        expectations: gate.configuration,
        environments,
        trigger,
        signal,
        ...(gate.region === undefined ? {} : { defaultRegion: gate.region }),
      },
      gate.verificationPorts(),
    ),
  );
}
