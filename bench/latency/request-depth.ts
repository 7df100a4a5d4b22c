/**
 * Length of the longest chain of requests in which each arrived after the one before it had been
 * answered: how many round trips follow one another, however many run at once.
 *
 * `arrivalsMs` are times of arrival, in any order. An answer is taken to go out `latencyMs` after the
 * arrival, so the machine's own slowness can only make the result larger. Of a chain's candidates the
 * one that is answered first always leaves the most room, so a single pass finds the longest.
 */
export function requestDepth(arrivalsMs: readonly number[], latencyMs: number): number {
  // A timer may fire within the millisecond before its time, and arrivals are whole milliseconds.
  const answerMs = latencyMs - 2;
  let depth = 0;
  let answeredMs = Number.NEGATIVE_INFINITY;
  for (const arrivalMs of arrivalsMs.toSorted((one, other) => one - other)) {
    if (arrivalMs < answeredMs) continue;
    depth += 1;
    answeredMs = arrivalMs + answerMs;
  }
  return depth;
}
