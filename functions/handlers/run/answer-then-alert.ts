import type { Invocation } from './invocation.ts';
import { msUntil } from './invocation.ts';
import type { Settlement } from './settle.ts';

/**
 * While the one who waits cannot be reached the alert goes out after this, or after half of the time
 * that is left for alerts; the attempts go on.
 */
const ALERT_WITHOUT_ANSWER_MS = 8_000;

export interface Telling {
  /** Already under way. */
  readonly settling: Promise<Settlement>;
  /** Writes the log lines of the run. */
  readonly log: () => void;
  readonly alert: () => Promise<void>;
}

/**
 * Answers first, then tells the people, so that neither SNS nor the log can hold a deployment. When
 * another delivery has answered, it alerts and this one does not; when nobody could be told the alert
 * is sent all the same: rather twice than never.
 */
export async function answerThenAlert(
  { settling, log, alert }: Telling,
  invocation: Invocation,
): Promise<void> {
  const { clock } = invocation.base;
  const patienceMs = Math.min(ALERT_WITHOUT_ANSWER_MS, msUntil('alertsMs', invocation) / 2);
  const enough = new AbortController();
  const settlement = await Promise.race<Settlement | undefined>([
    settling,
    clock.sleep(patienceMs, enough.signal).then(() => undefined),
  ]);
  enough.abort();
  log();
  if (settlement !== 'elsewhere') await alert();
  await settling;
}
