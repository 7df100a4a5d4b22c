import type { Trigger, Verdict } from '../model/report.ts';

/** What the policy looks at in a run. */
export interface JudgedRun {
  readonly runId: string;
  /** ISO 8601, UTC, with milliseconds. */
  readonly startedAt: string;
  readonly trigger: Trigger;
  /** Of the pipeline job that it answers, if it does. */
  readonly jobId?: string;
  readonly verdict: Verdict;
  /** Present for a fail and an inconclusive run; `unknown` where no cause was found. */
  readonly cause?: string;
  readonly versionId?: string;
}

/** A fail, or a run that could not tell: contract 4 blocks for both, and people are told of both. */
export function isBad({ verdict }: { readonly verdict: Verdict }): boolean {
  return verdict === 'fail' || verdict === 'inconclusive';
}

/**
 * Whether nobody waits for the answer: the next look comes by itself, so one that could not tell may
 * be borne for a while. A pipeline, a hook and a person are waiting.
 */
export function isWatch(trigger: Trigger): boolean {
  switch (trigger) {
    case 'schedule':
    case 'secret-change':
    // The alarm itself has told people already; this run says why.
    case 'alarm':
    case 'fleet':
      return true;
    case 'pipeline':
    case 'manual':
    case 'cli':
      return false;
  }
}
