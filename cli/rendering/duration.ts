const SECOND_MS = 1000;

/** A duration for a person: `412 ms`, and from a second on `1.2 s`. */
export function durationText(durationMs: number): string {
  return durationMs < SECOND_MS
    ? `${Math.round(durationMs)} ms`
    : `${(durationMs / SECOND_MS).toFixed(1)} s`;
}
