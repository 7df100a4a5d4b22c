import type { News } from '../../../../functions/domain/history/find-news.ts';
import type { JudgedRun } from '../../../../functions/domain/history/judged-run.ts';
import type { EnvironmentState } from '../../../../functions/domain/model/environment-state.ts';
import type { Trigger, Verdict } from '../../../../functions/domain/model/report.ts';
import { decideAlert } from '../../../../functions/domain/notifications/decide-notification.ts';
import { madeGood } from '../../../../functions/domain/notifications/settle-claim.ts';

/** A run in few words: `atMinute` since the first day's midnight. */
export interface Look {
  readonly atMinute: number;
  readonly trigger?: Trigger;
  readonly verdict: Verdict;
  readonly cause?: string;
  readonly jobId?: string;
  /** Default `v1`; null where the secret could not be read. */
  readonly versionId?: string | null;
}

const MIDNIGHT_MS = Date.UTC(2026, 10, 1);

export const REMIND_AFTER_HOURS = 24;

export function minute(atMinute: number): Date {
  return new Date(MIDNIGHT_MS + atMinute * 60_000);
}

let runs = 0;

export function judged({
  atMinute,
  trigger = 'schedule',
  versionId = 'v1',
  ...rest
}: Look): JudgedRun {
  runs += 1;
  const isBad = rest.verdict === 'fail' || rest.verdict === 'inconclusive';
  const usual = rest.verdict === 'fail' ? 'credential.rejected' : 'twilio.unavailable';
  return {
    runId: `run-${runs}`,
    startedAt: minute(atMinute).toISOString(),
    trigger,
    ...(isBad ? { cause: usual } : {}),
    ...rest,
    ...(versionId === null ? {} : { versionId }),
  };
}

/** What each of the looks is told as, when every claim is made good at once; and the state after. */
export function watch(looks: readonly Look[]): {
  readonly news: readonly News[];
  readonly state: EnvironmentState | undefined;
} {
  let state: EnvironmentState | undefined;
  const news: News[] = [];
  for (const look of looks) {
    const time = { now: minute(look.atMinute), remindAfterHours: REMIND_AFTER_HOURS };
    const decision = decideAlert(state, judged(look), time);
    news.push(decision.news);
    state = settled(decision.next ?? state);
  }
  return { news, state };
}

function settled(state: EnvironmentState | undefined): EnvironmentState | undefined {
  if (state?.claim === undefined) return state;
  return madeGood(state, state.claim) ?? state;
}
