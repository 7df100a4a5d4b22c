import type { EnvironmentState } from '../../../../functions/domain/model/environment-state.ts';
import type { Trigger, Verdict } from '../../../../functions/domain/model/report.ts';
import type { RunSummary } from '../../../../functions/domain/model/schemas/history-schema.ts';
import {
  type Decision,
  decideNotification,
} from '../../../../functions/domain/notifications/decide-notification.ts';
import { commitLease } from '../../../../functions/domain/notifications/lease-notification.ts';

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
  jobId,
  ...rest
}: Look): RunSummary {
  runs += 1;
  const isBad = rest.verdict === 'fail' || rest.verdict === 'inconclusive';
  const usual = rest.verdict === 'fail' ? 'credential.rejected' : 'twilio.unavailable';
  return {
    runId: `run-${runs}`,
    startedAt: minute(atMinute).toISOString(),
    trigger,
    environment: 'production',
    durationMs: 400,
    origin: { jobId },
    blocked: isBad,
    secretId: 'prod/twilio',
    versionStage: 'AWSCURRENT',
    ...(isBad ? { cause: usual } : {}),
    ...rest,
    ...(versionId === null ? {} : { versionId }),
  };
}

/** What people get of each of the looks, when every lease is committed at once; and the state after. */
export function watch(looks: readonly Look[]): {
  readonly news: readonly Decision['notification'][];
  readonly state: EnvironmentState | undefined;
} {
  let state: EnvironmentState | undefined;
  const news: Decision['notification'][] = [];
  for (const look of looks) {
    const time = { now: minute(look.atMinute), remindAfterHours: REMIND_AFTER_HOURS };
    const decision = decideNotification(state, judged(look), time);
    news.push(decision.notification);
    state = committed(decision.next ?? state);
  }
  return { news, state };
}

function committed(state: EnvironmentState | undefined): EnvironmentState | undefined {
  if (state?.lease === undefined) return state;
  return commitLease(state, state.lease) ?? state;
}
