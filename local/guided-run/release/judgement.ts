/** What the gate function itself wrote about one job: the line of its log that says `verified`. */
export interface Judgement {
  readonly environment: string;
  readonly verdict: string;
  /** A cause id, or `none` with a pass. */
  readonly cause: string;
  readonly confidence: string;
  readonly blocked: boolean;
}

/**
 * Finds what was judged for a job among the function's log lines. Undefined when it logged nothing
 * about that job; lines that are no JSON (Lambda's own) are passed over.
 */
export function judgementOf(logs: readonly string[], jobId: string): Judgement | undefined {
  for (const line of logs) {
    const entry = parseLine(line);
    if (entry['message'] !== 'verified' || entry['jobId'] !== jobId) continue;
    return {
      environment: String(entry['environment']),
      verdict: String(entry['verdict']),
      cause: String(entry['cause']),
      confidence: String(entry['confidence']),
      blocked: entry['blocked'] === true,
    };
  }
  return undefined;
}

function parseLine(line: string): Readonly<Record<string, unknown>> {
  if (!line.startsWith('{')) return {};
  try {
    return JSON.parse(line);
  } catch {
    // A line that was cut in two by two writers; the whole one is another line.
    return {};
  }
}
