import { describe, expect, it } from 'vitest';
import { isBad, isUnattended } from '../../../../functions/domain/history/judge-run.ts';
import type { EnvironmentState } from '../../../../functions/domain/model/environment-state.ts';
import type { Trigger } from '../../../../functions/domain/model/report.ts';
import type { RunSummary } from '../../../../functions/domain/model/schemas/history-schema.ts';
import {
  type Decision,
  decideNotification,
} from '../../../../functions/domain/notifications/decide-notification.ts';
import {
  commitLease,
  releaseLease,
} from '../../../../functions/domain/notifications/lease-notification.ts';
import { judged, minute, REMIND_AFTER_HOURS } from './runs.ts';

const SEQUENCES = 150;
const LOOKS = 120;
const FINDINGS = [
  { verdict: 'pass' },
  { verdict: 'pass' },
  { verdict: 'warn' },
  { verdict: 'fail', cause: 'credential.rejected' },
  { verdict: 'fail', cause: 'credential.stale-version' },
  { verdict: 'inconclusive', cause: 'twilio.unavailable' },
  { verdict: 'inconclusive', cause: 'network.unreachable' },
] as const;
const TRIGGERS: readonly Trigger[] = ['schedule', 'schedule', 'schedule', 'pipeline', 'manual'];
/** How an alert ends: sent, refused by SNS, or its process died before it was out. */
type Ending = 'sent' | 'refused' | 'died';

interface Step {
  readonly run: RunSummary;
  readonly now: Date;
  readonly news: Decision['notification'];
  readonly ending: Ending;
  readonly state: EnvironmentState | undefined;
}

/** Mulberry32: small, and the same sequence for the same seed. */
function random(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) / 4_294_967_296;
  };
}

function play(seed: number, endings: readonly Ending[]): readonly Step[] {
  const next = random(seed);
  const pick = <T>(from: readonly T[]): T => from[Math.floor(next() * from.length)] as T;
  const steps: Step[] = [];
  let state: EnvironmentState | undefined;
  let atMinute = 0;
  let finding = pick(FINDINGS);
  for (let index = 0; index < LOOKS; index += 1) {
    // Never so close that two looks count as one.
    atMinute += 3 + Math.floor(next() * 240);
    if (next() < 0.4) finding = pick(FINDINGS);
    const run = judged({ atMinute, trigger: pick(TRIGGERS), ...finding });
    const now = minute(atMinute);
    const decision = decideNotification(state, run, { now, remindAfterHours: REMIND_AFTER_HOURS });
    const ending = pick(endings);
    const news = decision.notification;
    state = news.kind === 'none' ? (decision.next ?? state) : after(decision.next, ending);
    steps.push({ run, now, news, ending, state });
  }
  return steps;
}

function after(state: EnvironmentState | undefined, ending: Ending): EnvironmentState | undefined {
  if (state?.lease === undefined || ending === 'died') return state;
  const settle = ending === 'sent' ? commitLease : releaseLease;
  return settle(state, state.lease) ?? state;
}

/** What is wrong with one step, given those before it; undefined where nothing is. */
type Rule = (step: Step, memory: Memory) => string | undefined;

interface Memory {
  /** Whether an alert went out that no recovery followed. */
  isKnownBad: boolean;
  toldCause: string | undefined;
  toldAtMs: number;
  heldBack: number;
}

function faults(endings: readonly Ending[], rule: Rule): readonly string[] {
  return Array.from({ length: SEQUENCES }, (_, seed) => seed).flatMap((seed) => {
    const memory: Memory = { isKnownBad: false, toldCause: undefined, toldAtMs: 0, heldBack: 0 };
    return play(seed, endings).flatMap((step, index) => {
      const fault = rule(step, memory);
      remember(step, memory);
      return fault === undefined ? [] : [`seed ${seed}, run ${index}: ${fault}`];
    });
  });
}

function remember({ news, run, now, ending }: Step, memory: Memory): void {
  memory.heldBack = news.why === 'held-back' ? memory.heldBack + 1 : 0;
  if (news.kind === 'none' || ending !== 'sent') return;
  memory.isKnownBad = news.kind !== 'recovery';
  memory.toldCause = memory.isKnownBad ? run.cause : undefined;
  memory.toldAtMs = now.getTime();
}

function isLoud(run: RunSummary): boolean {
  return isBad(run) && (run.verdict === 'fail' || !isUnattended(run.trigger));
}

const unannounced: Rule = ({ run, state }) => {
  if (isLoud(run) && state?.openIncident === undefined) return 'a bad run that nobody knows of';
  return !isBad(run) && state?.openIncident !== undefined ? 'good, and taken for bad' : undefined;
};

const unfounded: Rule = ({ news: { kind } }, { isKnownBad }) =>
  (kind === 'recovery' || kind === 'reminder') && !isKnownBad ? `a ${kind} of nothing` : undefined;

const REMINDER_MS = REMIND_AFTER_HOURS * 3_600_000 - 300_000;

const repeated: Rule = ({ news: { kind }, run, now }, { toldCause, toldAtMs }) => {
  if (kind === 'alert' && run.cause === toldCause) return 'the same alert again';
  const isEarly = now.getTime() - toldAtMs < REMINDER_MS;
  return kind === 'reminder' && isEarly ? 'a reminder before its time' : undefined;
};

const heldBackTooLong: Rule = ({ news }, { heldBack }) =>
  news.why === 'held-back' && heldBack >= 2 ? 'held back a third time' : undefined;

const lost: Rule = ({ run, news: { kind } }, { isKnownBad }) => {
  if (!isKnownBad && isLoud(run) && kind !== 'alert') return 'an alert that is lost';
  return isKnownBad && !isBad(run) && kind !== 'recovery' ? 'a recovery that is lost' : undefined;
};

describe('in any sequence of runs', () => {
  it('a bad run that may not wait is never unknown to people', () => {
    expect(faults(['sent'], unannounced)).toEqual([]);
  });

  it('a recovery or a reminder is told only of something that was told, and one recovery of it', () => {
    expect(faults(['sent'], unfounded)).toEqual([]);
  });

  it('nothing is told twice without news in between, but the reminder when it is time', () => {
    expect(faults(['sent'], repeated)).toEqual([]);
  });

  it('the watch holds back two looks that could not tell, and never a third', () => {
    expect(faults(['sent'], heldBackTooLong)).toEqual([]);
  });

  it.each(['refused', 'died'] as const)(
    'an alert that was lost (%s) is told again by the next run that finds the same',
    (loss) => {
      expect(faults(['sent', loss], lost)).toEqual([]);
    },
  );

  it('would be found out: a policy whose alerts are lost unnoticed is seen to lose them', () => {
    expect(faults(['died'], unannounced)).not.toEqual([]);
  });
});
