import * as z from 'zod';

/**
 * What the gate function itself wrote about one job: the line of its log that says `verified`. Of a fleet: what
 * the report of its run says.
 */
export interface Judgement {
  readonly verdict: string;
  /** A cause id, or `none` with a pass; of a fleet all of them. */
  readonly cause: string;
  /** Undefined for a fleet. */
  readonly confidence: string | undefined;
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
      verdict: String(entry['verdict']),
      cause: String(entry['cause']),
      confidence: String(entry['confidence']),
    };
  }
  return undefined;
}

const fleetReportSchema = z.object({
  verdict: z.string(),
  fleet: z.object({ causes: z.array(z.object({ cause: z.string() })) }),
});

/** Reads the report that ended the run of a fleet; its causes are one text, the most frequent first. */
export function fleetJudgement(output: unknown): Judgement | undefined {
  const { success, data } = fleetReportSchema.safeParse(output);
  if (!success) return undefined;
  const causes = data.fleet.causes.map(({ cause }) => cause).join(', ');
  return { verdict: data.verdict, cause: causes || 'none', confidence: undefined };
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
