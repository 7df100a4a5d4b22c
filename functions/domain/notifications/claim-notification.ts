import type { Tidings } from '../history/find-news.ts';
import { isBad, type JudgedRun } from '../history/judged-run.ts';
import { describeDefect } from '../model/describe-defect.ts';
import type { EnvironmentState, StateSubject } from '../model/environment-state.ts';
import type { Clock, Randomness } from '../model/ports.ts';
import type { RunHistory } from '../model/run-history.ts';
import { type Decision, decideAlert } from './decide-notification.ts';

/** What somebody is to be told now; whoever holds it sends it. */
export interface Telling {
  readonly tidings: Tidings;
  /** The state with the claim, to be settled once the alert is out; absent without a history. */
  readonly claimed?: EnvironmentState;
}

export interface ClaimContext {
  readonly history: RunHistory;
  readonly clock: Clock;
  readonly randomness: Randomness;
  readonly remindAfterHours: number;
  readonly signal: AbortSignal;
  /** Hears of a history that could not be used, by the name of the error. */
  readonly onTrouble: (detail: string) => void;
}

/** Each time somebody else wrote first; two hundred at once settle within two or three. */
const MOST_TRIES = 8;
const LONGEST_PAUSE_MS = 100;
const TURNED_BAD: Tidings = { kind: 'alert', why: 'turned-bad' };

/**
 * Decides what is to be told of a run, and claims the right to tell it: of many deliveries at once one
 * gets a telling, the others undefined.
 *
 * Rather twice than never: where the history cannot be read or written a bad run is told all the same,
 * also one that the policy would have held back, since a count that is not kept never reaches three.
 * Never throws.
 */
export async function claimNews(
  subject: StateSubject,
  run: JudgedRun,
  context: ClaimContext,
): Promise<Telling | undefined> {
  let decision: Decision | undefined;
  try {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const known = await context.history.readState(subject, context);
      // A write whose answer was lost is refused when it is tried again: the claim is ours already.
      if (known?.claim?.runId === run.runId && decision !== undefined) {
        return telling(decision, known);
      }
      decision = decideAlert(known, run, { ...context, now: context.clock.now() });
      if (decision.next === undefined) return undefined;
      if ((await context.history.putState(subject, decision.next, context)) === 'stored') {
        return telling(decision, decision.next);
      }
      await pause(context);
    }
    context.onTrouble('Contention');
  } catch (error) {
    context.onTrouble(describeDefect(error).name);
  }
  return withoutHistory(decision, run);
}

function telling({ news }: Decision, claimed: EnvironmentState): Telling | undefined {
  return news.kind === 'none' ? undefined : { tidings: news, claimed };
}

/** What the last decision was, if there was one: what people were told already is not told again. */
function withoutHistory(decision: Decision | undefined, run: JudgedRun): Telling | undefined {
  if (decision === undefined) return isBad(run) ? { tidings: TURNED_BAD } : undefined;
  const { news } = decision;
  if (news.kind !== 'none') return { tidings: news };
  return news.why === 'held-back' ? { tidings: TURNED_BAD } : undefined;
}

async function pause({ clock, randomness, signal }: ClaimContext): Promise<void> {
  await clock.sleep(randomness.fraction() * LONGEST_PAUSE_MS, signal);
  signal.throwIfAborted();
}
