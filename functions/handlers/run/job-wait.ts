import type { RotationWait } from '../../domain/inquiry/rotation-wait.ts';
import { awaitsRotation } from '../../domain/report/awaits-rotation.ts';
import type { Report } from '../../domain/report/report.ts';
import { type Looks, readToken, waitedSince, writeToken } from './continuation-token.ts';

/** How one delivery of a pipeline action stands in the wait of the whole. */
export interface JobWait {
  /** What was waited before this look; absent at the first. */
  readonly waited?: RotationWait;
  /** The token to ask for another invocation with, or undefined where the report is the final answer. */
  readonly nextToken: (report: Report, now: Date) => string | undefined;
}

/**
 * AWS's managed rotation takes at most five minutes to move AWSCURRENT (`propagationDelaySeconds`: 300), and
 * CodePipeline calls again about every half minute.
 */
const LONGEST_MS = 6 * 60_000;

/** Takes up the wait that `continuationToken` tells of, or begins one now. */
export function jobWait(continuationToken: string | undefined, now: Date): JobWait {
  const looks: Looks | undefined = readToken(continuationToken, now);
  const { beganAt, readings } = looks ?? { beganAt: now, readings: 0 };
  return {
    ...(looks === undefined ? {} : { waited: waitedSince(looks, now) }),
    nextToken: ({ environments }, later) =>
      environments.some(awaitsRotation) && later.getTime() - beganAt.getTime() < LONGEST_MS
        ? writeToken({ beganAt, readings: readings + 1 })
        : undefined,
  };
}
