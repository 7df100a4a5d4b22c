import type { Gate } from '../../compose.ts';
import { withTimeLimit } from '../../domain/concurrency/time-limit.ts';
import type { VerificationRequest } from '../../domain/verification/verification.ts';
import {
  type Investigation,
  investigateEnvironments,
} from '../../domain/verification/verify-environments.ts';
import { type Invocation, msUntil } from './invocation.ts';

type RunOptions = Pick<
  VerificationRequest,
  'environments' | 'trigger' | 'versionStage' | 'patience' | 'waited'
>;

/**
 * Verifies within the invocation's time: what is still open near the end becomes inconclusive. The
 * evidence beside the report is for the metrics; it is neither logged nor sent anywhere.
 */
export async function runVerification(
  gate: Gate,
  options: RunOptions,
  invocation: Invocation,
): Promise<Investigation> {
  const limitMs = msUntil('verificationMs', invocation);
  return await withTimeLimit({ clock: invocation.base.clock, limitMs }, (signal) =>
    investigateEnvironments(
      {
        ...options,
        expectations: gate.configuration,
        signal,
        ...(gate.region === undefined ? {} : { defaultRegion: gate.region }),
      },
      gate.verificationPorts(),
    ),
  );
}
