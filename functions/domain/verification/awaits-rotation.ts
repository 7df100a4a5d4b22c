import type { EnvironmentReport } from '../model/report.ts';

/**
 * Whether waiting may open the gate: it is shut only because a rotation is under way. A gate that opens
 * anyway (shadow mode, `onInconclusive: "allow"`) has nothing to wait for.
 */
export function awaitsRotation({ blocked, diagnosis }: EnvironmentReport): boolean {
  return blocked && diagnosis?.cause === 'rotation.in-progress';
}
