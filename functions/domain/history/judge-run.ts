import type { RunSummary } from '../model/schemas/history-schema.ts';
import type { Trigger, Verdict } from '../model/schemas/report-schema.ts';

/** A fail, or a run that could not tell: both block, and people are notified of both. */
export function isBad({ verdict }: { readonly verdict: Verdict }): boolean {
  return verdict === 'fail' || verdict === 'inconclusive';
}

/** The cause of a run, `unknown` where none was found, as for a defect. */
export function causeOf({ cause = 'unknown' }: Pick<RunSummary, 'cause'>): string {
  return cause;
}

/** {@link causeOf} a bad run; undefined for a pass and a warn. */
export function badCause(run: Pick<RunSummary, 'verdict' | 'cause'>): string | undefined {
  return isBad(run) ? causeOf(run) : undefined;
}

/**
 * Whether nothing waits for the answer: the next run comes by itself, so one that could not tell may be
 * held back for a while. A pipeline, a hook and a person are waiting.
 */
export function isUnattended(trigger: Trigger): boolean {
  switch (trigger) {
    case 'schedule':
    case 'secret-change':
    // The alarm itself has notified people already; this run says why.
    case 'alarm':
    case 'fleet':
    case 'health':
      return true;
    case 'pipeline':
    case 'condition':
    case 'code-deploy':
    case 'ecs':
    case 'deployment':
    case 'manual':
    case 'cli':
      return false;
  }
}
