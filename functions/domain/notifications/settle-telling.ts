import { describeDefect } from '../model/describe-defect.ts';
import type { EnvironmentState, StateSubject } from '../model/environment-state.ts';
import type { ClaimContext } from './claim-notification.ts';
import { givenUp, madeGood } from './settle-claim.ts';

/** How the alert of a claim ended. */
export type Outcome = 'sent' | 'unsent';

const MOST_TRIES = 5;

/**
 * Makes a claim good after its alert is out, or gives it up where it could not be sent, so that the
 * next run tells. Never throws: a claim that stays open ends by itself, and the alert is sent again.
 */
export async function settleTelling(
  subject: StateSubject,
  { claimed, outcome }: { readonly claimed: EnvironmentState; readonly outcome: Outcome },
  context: Pick<ClaimContext, 'history' | 'signal' | 'onTrouble'>,
): Promise<void> {
  const { claim } = claimed;
  if (claim === undefined) return;
  const settle = outcome === 'sent' ? madeGood : givenUp;
  let state: EnvironmentState | undefined = claimed;
  try {
    for (let tries = 1; tries <= MOST_TRIES; tries += 1) {
      const settled: EnvironmentState | undefined = state && settle(state, claim);
      if (settled === undefined) return;
      if ((await context.history.putState(subject, settled, context)) === 'stored') return;
      state = await context.history.readState(subject, context);
    }
    context.onTrouble('Contention');
  } catch (error) {
    context.onTrouble(describeDefect(error).name);
  }
}
