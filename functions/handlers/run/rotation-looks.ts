import type { Report } from '../../domain/model/report.ts';
import type { RotationWait } from '../../domain/model/rotation-wait.ts';
import { awaitsRotation } from '../../domain/verification/awaits-rotation.ts';
import { type Looks, readToken, waitedSince, writeToken } from './continuation-token.ts';

/** How one invocation stands in a wait that several of them make up. */
export interface RotationLooks {
  /** What was waited before this look; absent at the first. */
  readonly waited?: RotationWait;
  /** The token to ask for another invocation with, or undefined where the report is the final answer. */
  readonly nextToken: (report: Report, now: Date) => string | undefined;
}

/**
 * AWS's managed rotation takes at most five minutes to move AWSCURRENT (`propagationDelaySeconds`: 300), and
 * CodePipeline and ECS call again about every half minute.
 */
const LONGEST_MS = 6 * 60_000;

/**
 * Takes up the wait that `token` tells of, or begins one now. It goes on only while nothing but a
 * rotation keeps the gate shut: another environment's failure is final at once. A token older than
 * `oldestMs` belongs to another wait.
 */
export function rotationLooks(
  token: string | undefined,
  now: Date,
  oldestMs?: number,
): RotationLooks {
  const looks: Looks | undefined = readToken(token, now, oldestMs);
  const { beganAt, readings } = looks ?? { beganAt: now, readings: 0 };
  return {
    ...(looks === undefined ? {} : { waited: waitedSince(looks, now) }),
    nextToken: ({ environments }, later) =>
      waitsOnly(environments) && later.getTime() - beganAt.getTime() < LONGEST_MS
        ? writeToken({ beganAt, readings: readings + 1 })
        : undefined,
  };
}

function waitsOnly(environments: Report['environments']): boolean {
  const shut = environments.filter(({ blocked }) => blocked);
  return shut.length > 0 && shut.every(awaitsRotation);
}
